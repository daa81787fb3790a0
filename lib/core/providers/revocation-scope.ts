import type { ProviderDefinition } from "./definition";

/**
 * How much one cancellation ends at the provider: the token it is made with, everything that one consent
 * gave, all that we hold of the account, or of all accounts of that person. null: there is no call for it.
 */
export const revocationScope = ({
  revocation,
}: Pick<ProviderDefinition, "revocation">): "token" | "grant" | "account" | "person" | null =>
  "scope" in revocation ? revocation.scope : null;
