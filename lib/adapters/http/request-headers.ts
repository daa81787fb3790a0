import { Buffer } from "node:buffer";
import type { ProviderRequest } from "../../core/ports/http";

/** Framing is ours: two ideas of where a request ends are how one request becomes two (RFC 9112 §11.2). */
const OURS = new Set([
  "host",
  "connection",
  "keep-alive",
  "content-length",
  "transfer-encoding",
  "te",
  "trailer",
  "upgrade",
  "expect",
  "proxy-authorization",
]);

/** The headers as they are sent, names in lower case; null when the caller tries to set one that frames the message. */
export function requestHeaders(
  request: Pick<ProviderRequest, "headers" | "body" | "method">,
  version: string,
): Record<string, string> | null {
  const given = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  if (given.some(([name]) => OURS.has(name))) return null;
  const length = request.body === null ? (request.method === "POST" ? 0 : null) : Buffer.byteLength(request.body);
  return {
    "user-agent": `Holdfast/${version}`,
    ...Object.fromEntries(given),
    "accept-encoding": "gzip, br",
    ...(length === null ? {} : { "content-length": String(length) }),
  };
}
