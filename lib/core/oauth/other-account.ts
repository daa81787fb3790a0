import "#node-only";
import type { TokenGrant } from "../ports/provider-client";
import type { ProviderDefinition } from "../providers/definition";
import { pickIdentity } from "./identity";

/**
 * Whether a renewal answered for another account than the connection's (`reliability.md` 5, case 25).
 *
 * Told only where the definition has one stable source and the reply itself holds it: with two, the
 * account may have been named by the other one. A reply that names nobody is no other account, and the
 * issuer is left aside, because an address that we corrected does not make another person.
 *
 * @param accountKey what the connection was stored with; null where its provider told none
 */
export function isOtherAccount(
  definition: Pick<ProviderDefinition, "id" | "issuer" | "identity">,
  grant: TokenGrant,
  accountKey: string | null,
): boolean {
  const [source, ...others] = definition.identity.filter(({ stable }) => stable);
  if (accountKey === null || source === undefined || others.length > 0) return false;
  const { key } = pickIdentity({
    definition: { ...definition, identity: [source] },
    environmentId: "",
    grant,
    variables: grant.variables,
    answers: {},
  });
  return key !== null && key !== accountKey;
}
