import { type Answer, json } from "../http/answer";

type TokenError = "invalid_request" | "invalid_client" | "invalid_grant" | "unsupported_grant_type" | "invalid_scope";

/** RFC 6749 §5.2: 400 and a code; `invalid_client` is 401 and names the scheme. */
export function refuseToken(error: TokenError, description: string): Answer {
  const content = { error, error_description: description };
  return error === "invalid_client" ? json(401, content, { "www-authenticate": 'Basic realm="sandbox"' }) : json(400, content);
}
