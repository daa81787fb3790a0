import type { SandboxRequest } from "../http/request";
import type { SandboxClient } from "../market-state";
import type { Marketplace } from "../marketplace";
import { sameSecret } from "../state/secret";
import { readParameter } from "./wire-name";

/** `secret` null: the client says only who it is. */
type Claim = { readonly id: string; readonly secret: string | null };

/** RFC 6749 §2.3.1: both halves were form-encoded before they were joined. What does not decode is no claim. */
function decodeForm(text: string): string | null {
  // What the encoding would have changed shows that it was left out: a raw slash or colon, for example.
  if (!/^[\w.~%+*!'()-]*$/.test(text)) return null;
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return null;
  }
}

/** Who a Basic header names, and by which secret; null where it cannot be read. */
export function basicClaim(header: string, encoding: "form" | "raw"): { readonly id: string; readonly secret: string } | null {
  const [, encoded] = /^basic ([A-Za-z0-9+/=]+)$/i.exec(header) ?? [];
  if (encoded === undefined) return null;
  const joined = Buffer.from(encoded, "base64").toString("utf8");
  const colon = joined.indexOf(":");
  if (colon < 0) return null;
  const halves = [joined.slice(0, colon), joined.slice(colon + 1)] as const;
  if (encoding === "raw") return { id: halves[0], secret: halves[1] };
  const [id, secret] = [decodeForm(halves[0]), decodeForm(halves[1])];
  return id === null || secret === null ? null : { id, secret };
}

function readClaim(market: Marketplace, request: SandboxRequest): Claim | null {
  const { client, token } = market.definition;
  const header = request.header("authorization");
  const posted = client.methods.includes("post") ? readParameter(request.form, token.names, "client_secret") : null;
  const id = readParameter(request.form, token.names, "client_id");
  // RFC 6749 §2.3: a client must not use more than one method in a request.
  if (header !== null && posted !== null) return null;
  const basic = header === null ? null : basicClaim(header, client.basicEncoding);
  if (basic !== null && market.quirks.basicNamesClient) return { id: basic.id, secret: null };
  if (header !== null) return client.methods.includes("basic") ? basic : null;
  if (id === null) return null;
  if (posted !== null) return { id, secret: posted };
  return client.methods.includes("none") || client.secretOptional ? { id, secret: null } : null;
}

/**
 * The registered application that sent this token request, as far as this provider wants it proven; null
 * otherwise. A public client only says who it is: PKCE proves it (RFC 6749 §2.1, RFC 7636 §1).
 */
export function authenticateClient(market: Marketplace, request: SandboxRequest): SandboxClient | null {
  const claim = readClaim(market, request);
  const client = market.clients.find((candidate) => candidate.clientId === claim?.id);
  if (claim === null || client === undefined) return null;
  if (claim.secret === null) return client;
  return client.clientSecret && sameSecret(client.clientSecret, claim.secret) ? client : null;
}
