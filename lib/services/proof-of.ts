import { isEnded } from "../core/connections/connection";
import type { ConnectionRecord } from "../core/connections/record";
import type { ConnectionDetailView } from "../views/connection";

/** Two instants of one grant differ by a moment; a sign-in after a renewal by more than this. */
const SAME_MS = 1_000;

/** What last showed that the provider lets us in: a renewal, a check, or the seller's own sign-in. null: it has ended. */
export function proofOf({ status, keeping }: ConnectionRecord): ConnectionDetailView["proof"] {
  if (isEnded(status)) return null;
  const { lastRefreshedAt, obtainedAt, provenAt } = keeping;
  const isRenewed = lastRefreshedAt !== null && obtainedAt.getTime() - lastRefreshedAt.getTime() < SAME_MS;
  const got = { by: isRenewed ? "renewal" : "sign_in", at: obtainedAt } as const;
  const newest = provenAt !== null && provenAt > got.at ? ({ by: "check", at: provenAt } as const) : got;
  return { by: newest.by, at: newest.at.toISOString() };
}
