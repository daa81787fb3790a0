import type { ProviderDefinition } from "../providers/definition";
import { err, ok, type Result } from "../result";
import { acceptDiscoveredEndpoint, isExpectedIssuer } from "./discovered-endpoint";
import { type AddressScope, environmentOrigins, plainHttpOrigins } from "./endpoints";
import { linkTo } from "./hal";

/** What a document says about a provider's environment, all of it on the environment's own origins. null: it does not say. */
export type FoundEndpoints = {
  readonly authorization: string | null;
  readonly token: string;
  readonly revocation: string | null;
  /** Of the JWK Set. */
  readonly keys: string | null;
  /** RFC 9207 §3: every authorization response carries `iss`. */
  readonly issInResponse: boolean;
};

type Document = Readonly<Record<string, unknown>>;
type Hal = Extract<ProviderDefinition["discovery"], { readonly kind: "hal" }>;

/** A home document and where it was read. */
export type HalHome = { readonly address: string; readonly document: Document };

/**
 * Reads the token endpoint out of the home document of a hypermedia API.
 * @returns what is wrong, for an admin, without the document's own words
 */
export function readHalHome(scope: AddressScope, discovery: Hal, home: HalHome): Result<FoundEndpoints, string> {
  const link = linkTo(home.document, discovery.token, home.address);
  if (link === null) return err(`the home document has no link ${discovery.token}`);
  const token = acceptDiscoveredEndpoint(link, environmentOrigins(scope), plainHttpOrigins(scope));
  if (!token.ok) return err(`the link ${discovery.token} is refused: ${token.error.code}`);
  return ok({ authorization: null, token: token.value.href, revocation: null, keys: null, issInResponse: false });
}

/**
 * Reads an authorization server's metadata. One endpoint that leads elsewhere spoils the whole document.
 *
 * @param issuer the configured one
 * @see RFC 8414 §2 and §3.3; OpenID Connect Discovery §3 and §4.3
 */
export function readServerMetadata(scope: AddressScope, issuer: string, document: Document): Result<FoundEndpoints, string> {
  if (!isExpectedIssuer(issuer, document)) return err("the document speaks for another issuer");
  const origins = environmentOrigins(scope);
  const plain = plainHttpOrigins(scope);
  const found: Record<string, string> = {};
  for (const member of ["authorization_endpoint", "token_endpoint", "revocation_endpoint", "jwks_uri"]) {
    if (document[member] === undefined) continue;
    const endpoint = acceptDiscoveredEndpoint(document[member], origins, plain);
    if (!endpoint.ok) return err(`${member} is refused: ${endpoint.error.code}`);
    found[member] = endpoint.value.href;
  }
  const { authorization_endpoint: authorization, token_endpoint: token } = found;
  if (authorization === undefined || token === undefined) return err("the document lacks an endpoint that it must have");
  return ok({
    authorization,
    token,
    revocation: found["revocation_endpoint"] ?? null,
    keys: found["jwks_uri"] ?? null,
    issInResponse: document["authorization_response_iss_parameter_supported"] === true,
  });
}
