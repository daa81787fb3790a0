import "#node-only";
import { CALL_DEADLINE_MS, LEASE_MS } from "../core/connections/refresh-policy";
import { grantedScope } from "../core/oauth/scope";
import type { ProviderTarget, TokenOutcome } from "../core/ports/provider-client";
import type { RefreshClaim } from "../core/ports/refreshes";
import { harmedByOverlap } from "../core/providers/harmed-by-overlap";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";
import { keepingReplies } from "./keep-reply";

export type Asked = {
  readonly outcome: TokenOutcome;
  readonly tries: number;
  readonly sentAt: Date;
  /** The outcome is written: what was kept of it in the journal is settled. */
  readonly release: () => void;
};

/** Why nobody was asked. */
export type NotAsked = "lease_over" | "journal_unavailable";

/** The end of a lease by the clock that never jumps: counted from before the claim, so never later than the database has it. */
export const leaseEndOf = (askedForItMs: number): number => askedForItMs + LEASE_MS;

/**
 * The one call of a refresh, and at most one more with the same token when nobody can know whether the
 * first one arrived: if it did, its reply is lost anyway, and a server with a grace window answers again
 * (`reliability.md` 3.4). Both calls end before the lease does, so nobody else can be asking. Where two at
 * once could cost the permission, a provider that may still be working is not asked again in this refresh.
 *
 * Each call has room for its reply in the journal before it begins.
 *
 * @returns `lease_over` when the lease leaves no time for a call: this process slept, and somebody else
 *   may be asking. `journal_unavailable` when a reply could not be kept. Nothing was sent then.
 */
export async function askProvider(
  deps: Pick<Dependencies, "provider" | "clock" | "stopping" | "journal" | "sealer" | "digest" | "logger">,
  target: ProviderTarget,
  claim: RefreshClaim,
  tokens: TokenSet,
  leaseEndsMs: number,
): Promise<Asked | NotAsked> {
  const { refreshToken, variables } = tokens;
  if (refreshToken === null) throw new Error(`refresh: ${claim.connection.id} was claimed without a refresh token`);
  const startedMs = deps.clock.monotonicMs();
  // Counted from the claim by a clock that never jumps, because the wall clock of this machine may be wrong.
  const instant = () => new Date(claim.claimedAt.getTime() + deps.clock.monotonicMs() - startedMs);
  const timeForCall = () => deps.clock.monotonicMs() + CALL_DEADLINE_MS < leaseEndsMs;
  const fingerprint = deps.digest.fingerprint(refreshToken);
  const scope = grantedScope(tokens.scope, claim.connection.scopeGranted);
  const ask = async (tries: number): Promise<Asked | NotAsked> => {
    const place = await deps.journal.reserve();
    if (place === null) return "journal_unavailable";
    if (!timeForCall()) {
      place.release();
      return "lease_over";
    }
    const sentAt = instant();
    const keep = keepingReplies(deps, claim, { place, fingerprint, sentAt, tries });
    const outcome = await deps.provider.refresh({ target, refreshToken, scope, variables, keep });
    return { outcome, tries, sentAt, release: place.release };
  };

  const first = await ask(1);
  // A process that ends leaves it to another one: two deadlines in a row are longer than it is given.
  if (typeof first === "string" || !mayAskAgain(first.outcome, target) || !timeForCall() || deps.stopping()) return first;
  const second = await ask(2);
  if (typeof second === "string") return first;
  return {
    ...second,
    release: () => {
      first.release();
      second.release();
    },
  };
}

const mayAskAgain = (outcome: TokenOutcome, { definition }: ProviderTarget): boolean =>
  !outcome.ok &&
  !outcome.outcomeKnown &&
  definition.rotation.lostReply !== "reconnect" &&
  !(outcome.mayGoOn === true && harmedByOverlap(definition));
