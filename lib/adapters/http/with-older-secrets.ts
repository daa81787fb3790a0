import "#node-only";
import type { ProviderTarget, RevocationOutcome, TokenOutcome } from "../../core/ports/provider-client";

/** Our credentials were refused, and so nothing was done with what came along (RFC 6749 §5.2). */
export const isClientRefused = (outcome: TokenOutcome): boolean =>
  !outcome.ok && outcome.class === "config_client" && outcome.outcomeKnown;
export const isRevokerRefused = (outcome: RevocationOutcome): boolean =>
  outcome.kind === "failed" && outcome.class === "config_client";

/** Makes a call with the registration's secret, and where that is refused once with each that is kept beside it, in their order. */
export async function withOlderSecrets<T>(
  { olderSecrets = [], ...target }: ProviderTarget,
  isRefused: (outcome: T) => boolean,
  call: (target: ProviderTarget) => Promise<T>,
): Promise<T> {
  let outcome = await call({ ...target, olderSecrets });
  for (const clientSecret of olderSecrets) {
    if (!isRefused(outcome)) break;
    outcome = await call({ ...target, olderSecrets, clientSecret });
  }
  return outcome;
}
