import type { ProviderDefinition } from "../providers/definition";
import { ok, type Result } from "../result";
import { type AddressScope, expandAddress, expandIdentifier } from "./endpoints";
import type { RequestFailure } from "./request-failure";

/** Who signs the id_tokens of one environment, and with what. */
export type IdTokenIssuer = {
  /** Compared to the letter with `iss`. */
  readonly issuer: string;
  /** Address of the JWK Set, at one of the environment's own origins. */
  readonly keys: string;
  readonly algorithms: readonly string[];
};

/** The issuer that the definition names; null where it names none, and an id_token proves nothing. */
export function idTokenIssuer(
  scope: AddressScope & { readonly definition: Pick<ProviderDefinition, "idToken"> },
): Result<IdTokenIssuer | null, RequestFailure> {
  const { idToken } = scope.definition;
  if (idToken === null) return ok(null);
  const issuer = expandIdentifier(scope, idToken.issuer);
  if (!issuer.ok) return issuer;
  const keys = expandAddress(scope, idToken.keys);
  if (!keys.ok) return keys;
  return ok({ issuer: issuer.value, keys: keys.value.href, algorithms: idToken.algorithms });
}
