import type { ErrorClass } from "../providers/definition-reply";
import type { CallKind } from "./error-rules";

type Codes = Readonly<Record<string, ErrorClass>>;

/** RFC 6749 §5.2 and RFC 7009 §2.2.1, and two codes of the authorization endpoint that token endpoints are seen to send. */
const TOKEN_ENDPOINT: Codes = {
  invalid_client: "config_client",
  invalid_request: "request_invalid",
  invalid_scope: "config_scope",
  redirect_uri_mismatch: "config_redirect",
  server_error: "transient",
  slow_down: "rate_limited",
  temporarily_unavailable: "transient",
  too_many_requests: "rate_limited",
  unauthorized_client: "config_client",
  unsupported_grant_type: "request_invalid",
  unsupported_token_type: "request_invalid",
  insufficient_scope: "insufficient_scope",
};

/** RFC 6750 §3.1. */
const API: Codes = {
  invalid_request: "request_invalid",
  invalid_token: "token_expired",
  insufficient_scope: "insufficient_scope",
  temporarily_unavailable: "transient",
};

const CODES: Readonly<Record<CallKind, Codes>> = {
  token: { ...TOKEN_ENDPOINT, invalid_grant: "code_invalid" },
  refresh: { ...TOKEN_ENDPOINT, invalid_grant: "grant_dead" },
  revocation: { ...TOKEN_ENDPOINT, invalid_grant: "grant_dead", invalid_token: "token_expired" },
  api: API,
};

/** The class that the standards give to an error code; null for a code they do not define for this call. */
export const classOfStandardCode = (where: CallKind, code: string | null): ErrorClass | null =>
  code !== null && Object.hasOwn(CODES[where], code) ? (CODES[where][code] ?? null) : null;
