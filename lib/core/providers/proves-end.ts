import type { ProviderDefinition } from "./definition";

/**
 * Whether a cancellation can be proven by showing the refresh token once more.
 *
 * Never where one cancellation ends all that a person gave: tokens that such a question brought could not be
 * cancelled without ending what the person has connected since.
 */
export function provesEnd({ revocation, rotation }: Pick<ProviderDefinition, "revocation" | "rotation">): boolean {
  if (!("proof" in revocation) || revocation.proof === "none" || rotation.kind === "none") return false;
  return revocation.kind !== "rfc7009" || revocation.token === "refresh_token";
}
