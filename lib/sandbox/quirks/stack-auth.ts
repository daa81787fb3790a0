import { json } from "../http/answer";
import { endGrant } from "../state/find-grant";
import type { Quirks } from "./quirks";
import { SEED_ACCOUNTS } from "./seed-accounts";
import { hexSubject } from "./stable-subject";
import { knownError, STACK_CONSENT, stackAuthDoor } from "./stack-auth-door";

/** The figure that the reply gives, whatever the token says of itself. */
const TOLD_SECONDS = 3599;

const part = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString("base64url");

/** UUID-shaped, the same for the same account at every start. */
function subjectOf(accountId: string): string {
  const hex = hexSubject("stack-auth", accountId, 32);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join("-");
}

const GONE = "Refresh token not found for this project, or the session has expired/been revoked.";
const NO_CODE = "The given authorization code is invalid.";

const refusal = (status: number, code: string, error: string, details: Record<string, unknown> = {}) => ({
  status,
  body: { code, details, error },
  headers: { "x-stack-known-error": code },
});

/** Stack Auth's habits. Sources are those of its definition's evidence. */
export const stackAuthQuirks: Quirks = {
  providerId: "stack-auth",
  accounts: SEED_ACCOUNTS,
  accessLifetimeSeconds: 600,
  codeLifetimeSeconds: 300,
  applicationLifetimeSeconds: null,
  scopeWords: { legacy: "See and change your account" },
  consentAt: STACK_CONSENT,
  door: stackAuthDoor,
  basicNamesClient: true,
  tokenType: "Bearer",
  subjectOf,
  // The third part should be a signature; nobody here checks it, and the secret in it keeps two tokens apart.
  accessTokenOf: (secret, { market, grant, issuedAt, expiresAt }) => {
    const account = market.records().accounts.find(({ id }) => id === grant.accountId) ?? null;
    const claims = {
      sub: account === null ? null : subjectOf(account.id),
      project_id: grant.clientId,
      branch_id: "main",
      refresh_token_id: grant.id,
      email: account?.email ?? null,
      name: account?.fullName ?? null,
      iat: Math.floor(issuedAt / 1000),
      exp: Math.floor(expiresAt / 1000),
    };
    return `${part({ alg: "ES256", typ: "JWT", kid: "pretend" })}.${part(claims)}.${secret}`;
  },
  shapeReply: (members, { kind }) => ({
    ...members,
    expires_in: TOLD_SECONDS,
    ...(kind === "code"
      ? { is_new_user: false, newUser: false, after_callback_redirect_url: null, afterCallbackRedirectUrl: null }
      : {}),
  }),
  refusals: {
    client: refusal(400, "INVALID_OAUTH_CLIENT_ID_OR_SECRET", "The client id or secret is not known.", { client_id: null }),
    code_late: refusal(400, "INVALID_AUTHORIZATION_CODE", NO_CODE),
    code: refusal(400, "INVALID_AUTHORIZATION_CODE", NO_CODE),
    verifier: refusal(400, "INVALID_AUTHORIZATION_CODE", NO_CODE),
    redirect: {
      status: 400,
      body: "Invalid redirect URI. Your redirect URI must be the same as the one used to get the authorization code.",
    },
    refresh_token: refusal(401, "REFRESH_TOKEN_NOT_FOUND_OR_EXPIRED", GONE),
    grant_type: { status: 400, body: { error: "unsupported_grant_type", error_description: "Unsupported grant type" } },
    mfa: refusal(400, "MULTI_FACTOR_AUTHENTICATION_REQUIRED", "Multi-factor authentication is required for this user.", {
      attempt_code: "a-made-up-attempt",
    }),
  },
  accessOutlivesGrant: true,
  refuseCall: (refused) => {
    if (refused.why === "expired") {
      const details = { expired_at_millis: refused.expiredAt };
      return knownError(401, "ACCESS_TOKEN_EXPIRED", "Access token has expired. Please refresh it and try again.", details);
    }
    return refused.why === "no_token"
      ? knownError(401, "USER_AUTHENTICATION_REQUIRED", "User authentication required for this endpoint.")
      : knownError(401, "UNPARSABLE_ACCESS_TOKEN", "Access token is not parsable.");
  },
  resources: [
    {
      address: "{api}/users/me",
      scope: null,
      answer: ({ account }) =>
        json(200, { id: subjectOf(account.id), primary_email: account.email, display_name: account.fullName }),
    },
    {
      address: "{api}/auth/sessions/current",
      method: "DELETE",
      scope: null,
      endsAccess: true,
      answer: ({ market, grant }) => {
        if (grant.endedAt !== null) return knownError(401, "REFRESH_TOKEN_NOT_FOUND_OR_EXPIRED", GONE);
        endGrant(grant, "application", market.now());
        market.records().counters.revocations += 1;
        return json(200, { success: true });
      },
    },
  ],
  behaviours: [
    {
      rule: "consent_page_elsewhere",
      evidence: "documented",
      says: "The authorization address answers 307 to the page on which a person signs in, or 200 with that location for stack_response_mode=json. It refuses with JSON and sends nobody back. Here the page is this site's own.",
    },
    {
      rule: "pkce_required",
      evidence: "documented",
      says: "Without code_challenge, its method, state or another required parameter: 400 SCHEMA_ERROR.",
    },
    {
      rule: "redirect_exact",
      evidence: "documented",
      says: "An address to go back to that is not the project's is refused with 400 REDIRECT_URL_NOT_WHITELISTED.",
    },
    {
      rule: "public_credentials",
      evidence: "documented",
      says: "client_secret is the publishable key, or __stack_public_client__ where the project needs none. Where it needs one, that word is 401 PUBLISHABLE_CLIENT_KEY_REQUIRED_FOR_PROJECT.",
    },
    {
      rule: "key_needs_access_type",
      evidence: "documented",
      says: "A key header without x-stack-access-type is 400 PROJECT_KEY_WITHOUT_ACCESS_TYPE, at every address.",
    },
    { rule: "form_and_json", evidence: "documented", says: "The token address takes form posts and JSON alike." },
    {
      rule: "redirect_mismatch_uses_code",
      evidence: "documented",
      says: "A code works once and for 5 minutes. A wrong verifier leaves it usable, a wrong redirect_uri uses it up, as measured with the library that the server pins.",
    },
    {
      rule: "access_token_ends_earlier",
      evidence: "documented",
      says: "expires_in says 3,599 s, while the access token itself ends after 600 s. It is a JWT; its signature is made up here.",
    },
    {
      rule: "refresh_without_refresh_token",
      evidence: "documented",
      says: "A renewal brings no refresh token: the first one stays, for 365 days from signing in, whatever happens in between.",
    },
    {
      rule: "known_errors",
      evidence: "documented",
      says: "Errors come in three forms: code beside a sentence, as in RFC 6749, and plain text for a wrong redirect_uri.",
    },
    {
      rule: "api_token_header",
      evidence: "documented",
      says: "The API reads x-stack-access-token, and asks for x-stack-access-type and x-stack-project-id.",
    },
    {
      rule: "session_deleted",
      evidence: "documented",
      says: "DELETE of the current session answers success, and 401 REFRESH_TOKEN_NOT_FOUND_OR_EXPIRED once it is gone.",
    },
    {
      rule: "access_outlives_session",
      evidence: "documented",
      says: "An access token goes on working until its own end, even when the session is gone.",
    },
    {
      rule: "denial_returns_state",
      evidence: "inferred",
      says: "Deny goes back with error=access_denied and the state that was sent.",
    },
  ],
};
