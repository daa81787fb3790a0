import { defineProvider } from "./definition";

const PORTAL = "developer.stockx.com/portal/authentication";
const INTRODUCTION = "developer.stockx.com/portal/api-introduction";
const AUTH0 = "github.com/auth0/docs-v2";
const AUTH0_REPLIES = "github.com/auth0/node-auth0 tests/auth/fixtures";

/**
 * StockX, a tenant of Auth0.
 *
 * A code brings no lifetime and a refresh brings no refresh token; both are documented. What StockX does
 * not say is taken from Auth0's documents and marked as inferred: revocation, keys, errors.
 */
export const stockx = defineProvider({
  id: "stockx",
  displayName: "StockX",
  monogram: "SX",
  tone: "stockx",
  homeUrl: "https://stockx.com",
  issuer: null,
  environments: {
    production: {
      label: "StockX",
      isTest: false,
      bases: { account: "https://accounts.stockx.com", api: "https://api.stockx.com/v2" },
    },
  },
  client: { methods: ["post"], basicEncoding: "form" },
  extraSecrets: [{ name: "apiKey", env: "API_KEY", label: "the key from StockX's keys page" }],
  initiator: "client",
  authorization: { endpoint: "{account}/authorize", parameters: { audience: "gateway.stockx.com" } },
  scope: {
    separator: " ",
    required: ["offline_access", "openid"],
    known: [
      { value: "offline_access", text: "scope.stockx.offline_access", writes: false },
      { value: "openid", text: "scope.stockx.openid", writes: false },
      { value: "email", text: "scope.stockx.email", writes: false },
      { value: "profile", text: "scope.stockx.profile", writes: false },
    ],
  },
  pkce: { use: "undocumented", method: "S256" },
  state: "required",
  callback: { names: {}, stateOnError: "always" },
  redirect: { kind: "url", https: "unknown", inAuthorization: true, inToken: true },
  token: {
    endpoint: "{account}/oauth/token",
    method: "POST",
    encoding: "form",
    grants: { code: "authorization_code", refresh: "refresh_token" },
    parameters: { refresh: { audience: "gateway.stockx.com" } },
    scopeIn: { code: false, refresh: false },
  },
  discovery: { kind: "none" },
  reply: {},
  idToken: { issuer: "{account}/", keys: "{account}/.well-known/jwks.json", algorithms: ["RS256"] },
  expiry: { sources: [{ from: "reply", path: "expires_in", as: "seconds" }], otherwise: { fixedSeconds: 43_200 } },
  rotation: {
    kind: "static",
    onMissing: "keep",
    lostReply: "retry_same",
    perUserCap: 200,
    issuedByScope: "offline_access",
  },
  refreshLifetime: { absoluteSeconds: null, idleSeconds: null, sliding: true },
  // The rate that is known for its API; nothing says whether the token endpoint counts towards it.
  renewals: { perSecond: 1, atOnce: 4 },
  revocation: {
    kind: "rfc7009",
    endpoint: "{account}/oauth/revoke",
    token: "refresh_token",
    scope: "token",
    accessTokenSurvives: true,
    // A dead refresh token is refused by itself; no rule of its server counts refusals against an application.
    proof: "refused_refresh",
    names: { token_type_hint: null },
  },
  identity: [{ from: "jwt", token: "id_token", id: "sub", name: "email", stable: true }],
  api: {
    base: "{api}",
    headers: { "x-api-key": "{apiKey}" },
    probe: { endpoint: "{api}/selling/listings" },
    rate: { requests: 1, perSeconds: 1 },
  },
  errors: [
    { where: "refresh", path: "error_description", equals: "Unknown or invalid refresh token.", class: "grant_dead" },
    { where: "token", path: "error", equals: "invalid_grant", class: "code_invalid" },
    { where: "token", path: "error", equals: "access_denied", class: "consent_denied" },
    { where: "any", path: "error", equals: "invalid_client", class: "config_client" },
    { where: "any", path: "error", equals: "mfa_required", class: "reauth_required" },
    { where: "any", path: "error", equals: "too_many_requests", class: "rate_limited" },
    // The gateway in front of the API knows the caller by its key and answers before the token is looked at.
    { where: "api", http: 403, path: "message", equals: "Forbidden", class: "config_client" },
    { where: "api", http: 401, class: "token_expired" },
  ],
  codeLifetimeSeconds: null,
  texts: {
    kind: "marketplace",
    also: [{ text: "scope.stockx.audience", writes: true }],
    never: ["never.password", "never.payout", "never.show"],
    notes: ["note.stockx.all_or_nothing"],
    manageAccessUrl: "https://stockx.com/settings",
    signOutUrl: "https://accounts.stockx.com/v2/logout",
  },
  evidence: {
    environments: { tag: "D", source: PORTAL },
    variables: { tag: "D", source: PORTAL },
    client: { tag: "D", source: PORTAL },
    extraSecrets: { tag: "D", source: INTRODUCTION },
    initiator: { tag: "D", source: PORTAL },
    authorization: { tag: "D", source: PORTAL },
    scope: { tag: "D", source: PORTAL },
    pkce: { tag: "I", source: `${AUTH0} authorization code flow with PKCE; StockX does not mention it` },
    state: { tag: "D", source: PORTAL },
    callback: { tag: "D", source: PORTAL },
    redirect: { tag: "D", source: PORTAL },
    token: { tag: "D", source: PORTAL },
    scopeInToken: { tag: "D", source: PORTAL },
    discovery: { tag: "D", source: PORTAL },
    reply: { tag: "D", source: `${PORTAL}; issuer and keys of the id_token are inferred from Auth0` },
    expiry: { tag: "D", source: PORTAL },
    rotation: { tag: "D", source: `${PORTAL}; the cap of 200 is Auth0's` },
    refreshLifetime: { tag: "U", source: "as long as the session is valid; no figure is given" },
    revocation: { tag: "I", source: `${AUTH0} revoke refresh tokens; StockX documents none` },
    identity: { tag: "D", source: PORTAL },
    api: { tag: "D", source: `${INTRODUCTION}; the rate is from a secondary source` },
    errors: { tag: "I", source: AUTH0_REPLIES },
    codeLifetime: { tag: "U", source: "not mentioned in any document" },
  },
});
