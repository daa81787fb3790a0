import { json } from "../http/answer";
import type { Quirks } from "./quirks";
import { leaveOut } from "./reply-shape";
import { SEED_ACCOUNTS } from "./seed-accounts";
import { hexSubject } from "./stable-subject";

/** StockX's habits. What it does not say itself is Auth0's, the software behind it, and marked as inferred. */
export const stockxQuirks: Quirks = {
  providerId: "stockx",
  accounts: SEED_ACCOUNTS,
  subjectOf: (accountId) => `auth0|${hexSubject("stockx", accountId, 24)}`,
  accessLifetimeSeconds: 43_200,
  codeLifetimeSeconds: 600,
  applicationLifetimeSeconds: null,
  scopeWords: {
    offline_access: "Stay connected while you are away",
    openid: "Know which StockX account it is",
    email: "See your email address",
    profile: "See your name",
  },
  shapeReply: (members, { kind }) =>
    kind === "code" ? leaveOut(members, "expires_in", "scope") : { ...members, scope: "openid email offline_access" },
  refusals: {
    client: { status: 401, body: { error: "invalid_client", error_description: "Client authentication failed" } },
    code: { status: 403, body: { error: "invalid_grant", error_description: "Invalid authorization code" } },
    code_late: { status: 403, body: { error: "invalid_grant", error_description: "Invalid authorization code" } },
    verifier: { status: 403, body: { error: "invalid_grant", error_description: "Failed to verify code verifier" } },
    refresh_token: { status: 403, body: { error: "invalid_grant", error_description: "Unknown or invalid refresh token." } },
    mfa: { status: 401, body: { error: "mfa_required", error_description: "Multifactor authentication required" } },
  },
  tooManyBody: { error: "too_many_requests", error_description: "Too many requests." },
  keylessCall: { status: 403, contentType: "application/json", body: '{"message":"Forbidden"}' },
  resources: [
    {
      address: "{api}/selling/listings",
      scope: null,
      answer: () => json(200, { count: 0, pageNumber: 1, pageSize: 10, hasNextPage: false, listings: [] }),
    },
  ],
  behaviours: [
    {
      rule: "redirect_exact",
      evidence: "inferred",
      says: "redirect_uri must equal a registered one to the letter. Otherwise an error page, and nobody is sent anywhere.",
    },
    {
      rule: "denial_returns_state",
      evidence: "inferred",
      says: "Deny goes back with error=access_denied and the state that was sent.",
    },
    { rule: "code_single_use", evidence: "inferred", says: "A code works once and for 10 minutes. No document says how long." },
    { rule: "pkce_checked", evidence: "inferred", says: "A code_challenge that was sent is checked against the code_verifier." },
    {
      rule: "audience_decides",
      evidence: "inferred",
      says: "Asked for without audience=gateway.stockx.com, the access token is one that the API answers with 401.",
    },
    {
      rule: "constants_in_token_request",
      evidence: "inferred",
      says: "A renewal without the audience is refused with 400 invalid_request. That the audience belongs there is documented.",
    },
    {
      rule: "code_reply_without_lifetime",
      evidence: "documented",
      says: "The reply to a code has no expires_in and no scope. Access lasts 43,200 s all the same.",
    },
    {
      rule: "refresh_token_stays",
      evidence: "documented",
      says: 'A renewal says expires_in 43200 and scope "openid email offline_access", and brings no refresh token: the old one stays.',
    },
    {
      rule: "offline_scope_brings_refresh_token",
      evidence: "documented",
      says: "Without the scope offline_access there is no refresh token.",
    },
    {
      rule: "signed_id_token",
      evidence: "inferred",
      says: "Replies to who asked for openid carry an id_token: RS256, keys at /.well-known/jwks.json, email only with the scope email. That there is one is documented.",
    },
    {
      rule: "token_errors_of_auth0",
      evidence: "inferred",
      says: "Refusals are Auth0's: 403 invalid_grant, 401 invalid_client, 401 mfa_required, 429 too_many_requests. A switch makes them come with 400.",
    },
    {
      rule: "refresh_tokens_capped",
      evidence: "inferred",
      says: "One person may hold 200 refresh tokens for one application. The next one silently ends the oldest.",
    },
    {
      rule: "revocation_of_refresh_token",
      evidence: "inferred",
      says: "POST /oauth/revoke takes a refresh token and answers 200 with nothing, the second time too. Access that was given goes on until it runs out.",
    },
    {
      rule: "api_key_required",
      evidence: "inferred",
      says: 'The API answers 403 {"message":"Forbidden"} to a call without x-api-key. That the key belongs there is documented.',
    },
    { rule: "api_401_when_expired", evidence: "documented", says: "An access token that has run out is answered with 401." },
  ],
};
