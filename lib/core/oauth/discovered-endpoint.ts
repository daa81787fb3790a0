import { err, ok, type Result } from "../result";
import type { RequestFailure } from "./request-failure";

/**
 * Whether a metadata document speaks for the issuer that was configured.
 * Compared as strings, without any normalisation (RFC 8414 §3.3).
 */
export const isExpectedIssuer = (configured: string, document: Readonly<Record<string, unknown>>): boolean =>
  document["issuer"] === configured;

/**
 * Accepts a link found in a document only if it stays on the origins of the environment's bases: a
 * document can be altered or badly proxied, the definition cannot.
 *
 * @param origins those of the environment
 * @param plainHttpOrigins those of them that may be reached over http
 */
export function acceptLink(
  link: unknown,
  origins: readonly string[],
  plainHttpOrigins: readonly string[],
): Result<URL, RequestFailure> {
  const url = typeof link === "string" && URL.canParse(link) ? new URL(link) : null;
  if (!url) return err({ code: "not_an_address", name: "discovery" });
  if (url.username !== "" || url.password !== "") return err({ code: "not_an_address", name: "discovery" });
  if (plainHttpOrigins.includes(url.origin)) return ok(url);
  if (url.protocol !== "https:") return err({ code: "not_https", name: url.origin });
  if (!origins.includes(url.origin)) return err({ code: "outside_environment", name: url.origin });
  return ok(url);
}

/** The same for an endpoint, which is written as a definition writes one: our parameters are the only query it gets. */
export function acceptDiscoveredEndpoint(
  link: unknown,
  origins: readonly string[],
  plainHttpOrigins: readonly string[],
): Result<URL, RequestFailure> {
  const url = acceptLink(link, origins, plainHttpOrigins);
  if (url.ok && /[?#]/.test(url.value.href)) return err({ code: "not_an_address", name: "discovery" });
  return url;
}
