import "#node-only";
import { CALL_DEADLINE_MS, LEASE_MS } from "../core/connections/refresh-policy";
import { grantedScope } from "../core/oauth/scope";
import type { ProviderTarget, TokenOutcome } from "../core/ports/provider-client";
import type { RefreshClaim } from "../core/ports/refreshes";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";

export type Asked = { readonly outcome: TokenOutcome; readonly tries: number; readonly sentAt: Date };

/** The end of a lease by the clock that never jumps: counted from before the claim, so never later than the database has it. */
export const leaseEndOf = (askedForItMs: number): number => askedForItMs + LEASE_MS;

/**
 * The one call of a refresh, and at most one more with the same token when nobody can know whether the
 * first one arrived: if it did, its reply is lost anyway, and a server with a grace window answers again
 * (`reliability.md` 3.4). Both calls end before the lease does, so nobody else can be asking.
 *
 * @returns null when the lease leaves no time for a call: this process slept, and somebody else may be asking
 */
export async function askProvider(
  deps: Pick<Dependencies, "provider" | "clock">,
  target: ProviderTarget,
  claim: RefreshClaim,
  tokens: TokenSet,
  leaseEndsMs: number,
): Promise<Asked | null> {
  const { refreshToken, variables } = tokens;
  if (refreshToken === null) throw new Error(`refresh: ${claim.connection.id} was claimed without a refresh token`);
  const startedMs = deps.clock.monotonicMs();
  // Counted from the claim by a clock that never jumps, because the wall clock of this machine may be wrong.
  const instant = () => new Date(claim.claimedAt.getTime() + deps.clock.monotonicMs() - startedMs);
  const timeForCall = () => deps.clock.monotonicMs() + CALL_DEADLINE_MS < leaseEndsMs;
  const ask = () =>
    deps.provider.refresh({ target, refreshToken, scope: grantedScope(tokens.scope, claim.connection.scopeGranted), variables });

  if (!timeForCall()) return null;
  const firstSentAt = instant();
  const first = await ask();
  const mayTryAgain = !first.ok && !first.outcomeKnown && target.definition.rotation.lostReply !== "reconnect" && timeForCall();
  if (!mayTryAgain) return { outcome: first, tries: 1, sentAt: firstSentAt };

  const secondSentAt = instant();
  return { outcome: await ask(), tries: 2, sentAt: secondSentAt };
}
