import { areRefusalsFew, judgeRecent, type RecentRenewal, signOf } from "../core/connections/outage-judge";
import { JUDGED_MS, type Trouble } from "../core/connections/trouble";
import { publicId } from "../core/ids";
import type { TokenOutcome } from "../core/ports/provider-client";
import type { RefreshClaim } from "../core/ports/refreshes";
import type { Dependencies } from "./dependencies";

type Refused = Extract<TokenOutcome, { readonly ok: false }>;
type Deps = Pick<Dependencies, "troubles" | "randomness" | "logger">;

/**
 * Looks at a renewal that failed beside the others of its registration, and notes a trouble of them all,
 * once, whoever notices it.
 *
 * @param isRecorded the failure is among the others already
 * @returns whether refusals are few among the recent answers, so that each may be believed
 */
export async function noticeTrouble(deps: Deps, claim: RefreshClaim, outcome: Refused, isRecorded: boolean): Promise<boolean> {
  const sign = signOf(outcome.class, false);
  if (sign === "nothing") return true;
  const { id, registrationId } = claim.connection;
  const own: RecentRenewal = { connectionId: id, sign, isOld: sign === "refused" && isRefusedForLong(claim) };
  const others = await deps.troubles.recent(registrationId);
  const recent = isRecorded ? others : [own, ...others];
  const trouble = judgeRecent(recent);
  if (trouble !== null) await beginTrouble(deps, registrationId, trouble, outcome.evidence.errorCode);
  return areRefusalsFew(recent);
}

function isRefusedForLong({ connection, claimedAt }: RefreshClaim): boolean {
  const { refusals, lastFailure } = connection.keeping;
  return refusals > 0 && lastFailure !== null && lastFailure.at.getTime() < claimedAt.getTime() - JUDGED_MS;
}

/** Notes a trouble of a registration and opens its incident; only the first to notice says so in the log. */
export async function beginTrouble(deps: Deps, registrationId: string, trouble: Trouble, code: string | null): Promise<void> {
  const newId = publicId("inc", deps.randomness.token(12));
  if (await deps.troubles.begin({ registrationId, trouble, code, newId }))
    deps.logger.error("a marketplace has trouble", { registration: registrationId, trouble, code });
}

/** A probe came through: what was wrong is over, and the queue goes on. */
export async function endTrouble(deps: Deps, claim: RefreshClaim): Promise<void> {
  const { registrationId } = claim.connection;
  if (await deps.troubles.end({ registrationId, leaseId: claim.leaseId }))
    deps.logger.warn("a marketplace's trouble is over", { registration: registrationId, trouble: claim.probes });
}

/** Who refuses a permission answers, and knows who asks: neither an outage nor refused credentials outlast that. */
export const isAnswered = ({ probes }: RefreshClaim, outcome: Refused): boolean =>
  (probes === "outage" || probes === "credentials") && signOf(outcome.class, false) === "refused";
