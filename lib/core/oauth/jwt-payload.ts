import { isJsonObject, parseJson } from "./json-path";

/**
 * The claims of a JWT, read without checking anything; null when the token is not a JWT.
 *
 * Good for a lifetime or a name to show, since the token came to us over TLS from the provider itself.
 * Never a ground for a decision about a person.
 * @see RFC 7519 §7.2
 */
export function readJwtPayload(token: string): Readonly<Record<string, unknown>> | null {
  const [, payload, signature, ...rest] = token.split(".");
  if (payload === undefined || signature === undefined || rest.length > 0) return null;
  if (!/^[A-Za-z0-9_-]+$/.test(payload)) return null;
  const bytes = decode(payload);
  if (bytes === null) return null;
  const claims = parseJson(new TextDecoder().decode(bytes));
  return isJsonObject(claims) ? claims : null;
}

function decode(base64url: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
