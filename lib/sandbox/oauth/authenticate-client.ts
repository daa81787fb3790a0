import type { SandboxRequest } from "../http/request";
import type { Marketplace, SandboxClient } from "../marketplace";
import { sameSecret } from "../state/secret";
import { readParameter } from "./wire-name";

type Claim = { readonly id: string; readonly secret: string };

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

function basicClaim(header: string, encoding: "form" | "raw"): Claim | null {
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
  const posted = readParameter(request.form, token.names, "client_secret");
  // RFC 6749 §2.3: a client must not use more than one method in a request.
  if (header !== null && posted !== null) return null;
  if (header !== null) return client.methods.includes("basic") ? basicClaim(header, client.basicEncoding) : null;
  const id = readParameter(request.form, token.names, "client_id");
  return posted !== null && id !== null && client.methods.includes("post") ? { id, secret: posted } : null;
}

/** The registered application that sent this token request, proven by its secret; null otherwise. */
export function authenticateClient(market: Marketplace, request: SandboxRequest): SandboxClient | null {
  const claim = readClaim(market, request);
  if (claim === null) return null;
  return market.clients.find((client) => client.clientId === claim.id && sameSecret(client.clientSecret, claim.secret)) ?? null;
}
