import type { ProviderDefinition } from "./definition";

/**
 * How much one cancellation ends at the provider: the token it is made with, everything that one consent
 * gave, or all that we hold of the account. null: there is no call for it.
 */
export const revocationScope = ({ revocation }: Pick<ProviderDefinition, "revocation">): "token" | "grant" | "account" | null =>
  "scope" in revocation ? revocation.scope : null;
