import type { AttemptRecord } from "../core/ports/attempts";
import type { Brought, Source } from "./store-grant";
import { attemptContext } from "./write-attempt";

/** How long a grant of another account waits for the seller's word, in seconds. */
export const HOLD_SECONDS = 600;

/** A grant that waits because it looks like another account's. */
export type HeldGrant = { readonly brought: Brought; readonly source: Source };

/** Bound like the attempt's own secrets, but never mistaken for them. */
export const heldContext = (attempt: Pick<AttemptRecord, "id" | "userId" | "providerId" | "environmentId" | "registrationId">) =>
  ({ ...attemptContext(attempt), generation: 1 }) as const;
