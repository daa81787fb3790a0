import type { ProviderDefinition } from "../providers/definition";
import { err, ok, type Result } from "../result";
import { type AddressScope, environmentOrigins, expandAddress, expandIdentifier } from "./endpoints";
import type { RequestFailure } from "./request-failure";

type Discovery = Exclude<ProviderDefinition["discovery"], { readonly kind: "none" }>;

/**
 * Where the document stands that names the endpoints.
 *
 * OpenID Connect appends its path to the issuer; RFC 8414 §3.1 puts its own between host and path.
 * Both drop a slash that ends the issuer.
 * @see OpenID Connect Discovery §4.1
 */
export function discoveryAddress(scope: AddressScope, discovery: Discovery): Result<URL, RequestFailure> {
  if (discovery.kind === "hal") return expandAddress(scope, discovery.home);
  const issuer = expandIdentifier(scope, discovery.issuer);
  if (!issuer.ok) return issuer;
  const url = URL.canParse(issuer.value) ? new URL(issuer.value) : null;
  if (!url || !environmentOrigins(scope).includes(url.origin)) return err({ code: "outside_environment", name: "issuer" });
  const path = url.pathname.replace(/\/$/, "");
  url.pathname =
    discovery.kind === "oidc" ? `${path}/.well-known/openid-configuration` : `/.well-known/oauth-authorization-server${path}`;
  return ok(url);
}

/** The issuer for which a metadata document must speak; null where discovery names none, or it cannot be written. */
export function discoveryIssuer(scope: AddressScope, discovery: ProviderDefinition["discovery"]): string | null {
  if (discovery.kind === "none" || discovery.kind === "hal") return null;
  const issuer = expandIdentifier(scope, discovery.issuer);
  return issuer.ok ? issuer.value : null;
}
