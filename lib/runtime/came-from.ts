import { answeringFrom } from "../adapters/system/came-from";

/** Answers one request, so that what it writes into the log says from which network it came. */
export const withCameFrom = <T>(address: string | null, run: () => T): T => answeringFrom(address, run);
