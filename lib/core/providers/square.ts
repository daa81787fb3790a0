import { defineProvider } from "./definition";

const OVERVIEW = "developer.squareup.com/docs/oauth-api/overview";
const OBTAIN = "developer.squareup.com/reference/square/o-auth/obtain-token";
const REVOKE = "developer.squareup.com/docs/oauth-api/refresh-revoke-limit-scope";
const SPECIFICATION = "github.com/square/connect-api-specification";

/**
 * Square, code flow with a client secret.
 *
 * PKCE would be a different contract there: a public client with single-use refresh tokens. The code
 * flow's refresh token stays the same and has no end, so no challenge is sent.
 */
export const square = defineProvider({
  id: "square",
  displayName: "Square",
  monogram: "Sq",
  tone: "square",
  homeUrl: "https://squareup.com",
  issuer: null,
  environments: {
    production: { label: "Square", isTest: false, bases: { connect: "https://connect.squareup.com" } },
    sandbox: { label: "Square sandbox", isTest: true, bases: { connect: "https://connect.squareupsandbox.com" } },
  },
  client: { methods: ["post"], basicEncoding: "raw" },
  initiator: "client",
  authorization: { endpoint: "{connect}/oauth2/authorize", parameters: { session: "false" } },
  scope: {
    separator: " ",
    required: ["MERCHANT_PROFILE_READ", "ITEMS_READ", "ITEMS_WRITE"],
    optional: ["ORDERS_READ", "INVENTORY_READ", "INVENTORY_WRITE"],
    known: [
      { value: "MERCHANT_PROFILE_READ", text: "scope.square.merchant_profile_read", writes: false },
      { value: "ITEMS_READ", text: "scope.square.items_read", writes: false },
      { value: "ITEMS_WRITE", text: "scope.square.items_write", writes: true },
      { value: "ORDERS_READ", text: "scope.square.orders_read", writes: false },
      { value: "INVENTORY_READ", text: "scope.square.inventory_read", writes: false },
      { value: "INVENTORY_WRITE", text: "scope.square.inventory_write", writes: true },
    ],
  },
  pkce: { use: "never", method: "S256" },
  state: "required",
  callback: { names: {}, stateOnError: "always" },
  redirect: { kind: "url", https: "required", inAuthorization: true, inToken: true },
  token: {
    endpoint: "{connect}/oauth2/token",
    method: "POST",
    encoding: "json",
    grants: { code: "authorization_code", refresh: "refresh_token" },
    parameters: {},
    scopeIn: { code: false, refresh: false },
  },
  discovery: { kind: "none" },
  reply: {},
  expiry: {
    sources: [{ from: "reply", path: "expires_at", as: "iso8601" }],
    otherwise: { fixedSeconds: 2_592_000 },
    renewWithinSeconds: 604_800,
  },
  rotation: { kind: "static", onMissing: "keep", lostReply: "retry_same" },
  refreshLifetime: { absoluteSeconds: null, idleSeconds: null, sliding: false },
  revocation: {
    kind: "http",
    endpoint: "{connect}/oauth2/revoke",
    method: "POST",
    headers: { Authorization: "Client {clientSecret}" },
    encoding: "json",
    parameters: { client_id: "{clientId}", access_token: "{accessToken}" },
    needsFreshAccessToken: true,
    okStatuses: [200],
    alreadyGone: [],
    scope: "account",
    accessTokenSurvives: false,
    proof: "refused_refresh",
  },
  identity: [
    { from: "reply", id: "merchant_id", name: null, stable: true },
    {
      from: "get",
      endpoint: "{connect}/v2/merchants/me",
      id: null,
      names: ["merchant.business_name"],
      requiresScope: "MERCHANT_PROFILE_READ",
      stable: false,
    },
  ],
  api: { base: "{connect}", probe: { method: "POST", endpoint: "{connect}/oauth2/token/status" } },
  errors: [
    { where: "token", path: "error", equals: "invalid_grant", class: "code_invalid" },
    { where: "any", path: "error", equals: "invalid_client", class: "config_client" },
    { where: "api", http: 401, class: "token_expired" },
    { where: "any", http: 429, class: "rate_limited" },
  ],
  codeLifetimeSeconds: 300,
  texts: {
    kind: "marketplace",
    never: ["never.password", "never.payout", "never.show"],
    manageAccessUrl: "https://app.squareup.com/dashboard/apps/my-applications",
    signOutUrl: null,
  },
  evidence: {
    environments: { tag: "D", source: OVERVIEW },
    variables: { tag: "D", source: OVERVIEW },
    client: { tag: "D", source: OBTAIN },
    extraSecrets: { tag: "D", source: OBTAIN },
    initiator: { tag: "D", source: OVERVIEW },
    authorization: { tag: "D", source: OVERVIEW },
    scope: { tag: "D", source: OVERVIEW },
    pkce: { tag: "D", source: OVERVIEW },
    state: { tag: "D", source: OVERVIEW },
    callback: { tag: "D", source: OVERVIEW },
    redirect: { tag: "D", source: OVERVIEW },
    token: { tag: "D", source: OBTAIN },
    scopeInToken: { tag: "D", source: OBTAIN },
    discovery: { tag: "D", source: OVERVIEW },
    reply: { tag: "D", source: OBTAIN },
    expiry: { tag: "D", source: `${OBTAIN}; renewal every seven days: ${REVOKE}` },
    rotation: { tag: "D", source: OBTAIN },
    refreshLifetime: { tag: "D", source: OBTAIN },
    revocation: { tag: "D", source: REVOKE },
    identity: { tag: "D", source: OBTAIN },
    api: { tag: "R", source: SPECIFICATION },
    errors: { tag: "I", source: "RFC 6749; Square's own list of token errors was not seen" },
    codeLifetime: { tag: "D", source: OVERVIEW },
  },
});
