import type { ProviderDefinition } from "../providers/definition";
import { err, ok, type Result } from "../result";
import type { RequestFailure } from "./request-failure";

type Discovery = Exclude<ProviderDefinition["discovery"], { readonly kind: "none" }>;

/**
 * Whether a metadata document speaks for the issuer that was configured.
 * Compared as strings, without any normalisation (RFC 8414 §3.3).
 */
export const isExpectedIssuer = (configured: string, document: Readonly<Record<string, unknown>>): boolean =>
  document["issuer"] === configured;

/**
 * Accepts an endpoint found in a document only if it stays on the definition's list of sites: a
 * document can be altered or badly proxied, the definition cannot.
 *
 * @param plainHttpOrigins the environment's own, so that a test server's links are accepted and nothing else over http
 */
export function acceptDiscoveredEndpoint(
  discovery: Pick<Discovery, "sites">,
  link: unknown,
  plainHttpOrigins: readonly string[],
): Result<URL, RequestFailure> {
  const url = typeof link === "string" && URL.canParse(link) ? new URL(link) : null;
  if (!url) return err({ code: "not_an_address", name: "discovery" });
  if (url.username !== "" || url.password !== "") return err({ code: "not_an_address", name: "discovery" });
  if (plainHttpOrigins.includes(url.origin)) return ok(url);
  if (url.protocol !== "https:") return err({ code: "not_https", name: url.origin });
  if (!discovery.sites.some((site) => url.origin === site || url.host === site))
    return err({ code: "outside_environment", name: url.origin });
  return ok(url);
}
