import { FAILURES, type FailureCode } from "../core/errors";

/** Why something could not be done, as a page may know it. */
export type FailureCause = FailureCode;

/** A cause from an address: anything but a known failure is an unknown one. */
export const causeOf = (text: string): FailureCause => (Object.hasOwn(FAILURES, text) ? (text as FailureCause) : "unknown");
