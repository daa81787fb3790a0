import { defineProvider } from "./definition";

const CONSENT = "developer.ebay.com/api-docs/static/oauth-consent-request.html";
const REFRESH = "developer.ebay.com/api-docs/static/oauth-refresh-token-request.html";
const TOKENS = "developer.ebay.com/support/kb-article?KBid=5218";
const SCOPES = "developer.ebay.com/api-docs/static/oauth-scopes.html";
const IDENTITY = "developer.ebay.com/develop/api/spec/identity_api.json";
const SCOPE = "https://api.ebay.com/oauth/api_scope";

/** eBay. The redirect URI is an alias of its portal (RuName), in both requests. */
export const ebay = defineProvider({
  id: "ebay",
  displayName: "eBay",
  monogram: "eB",
  tone: "ebay",
  homeUrl: "https://www.ebay.com",
  issuer: null,
  environments: {
    production: {
      label: "eBay",
      isTest: false,
      bases: { account: "https://auth.ebay.com", api: "https://api.ebay.com", identity: "https://apiz.ebay.com" },
    },
    sandbox: {
      label: "eBay sandbox",
      isTest: true,
      bases: {
        account: "https://auth.sandbox.ebay.com",
        api: "https://api.sandbox.ebay.com",
        identity: "https://apiz.sandbox.ebay.com",
      },
    },
  },
  client: { methods: ["basic"], basicEncoding: "raw" },
  initiator: "client",
  authorization: { endpoint: "{account}/oauth2/authorize" },
  scope: {
    separator: " ",
    required: [`${SCOPE}/sell.inventory`, `${SCOPE}/commerce.identity.readonly`],
    optional: [`${SCOPE}/sell.fulfillment`, `${SCOPE}/sell.account.readonly`],
    known: [
      { value: `${SCOPE}/sell.inventory`, text: "scope.ebay.inventory", writes: true },
      { value: `${SCOPE}/commerce.identity.readonly`, text: "scope.ebay.identity", writes: false },
      { value: `${SCOPE}/sell.fulfillment`, text: "scope.ebay.fulfillment", writes: true },
      { value: `${SCOPE}/sell.account.readonly`, text: "scope.ebay.account", writes: false },
    ],
  },
  pkce: { use: "undocumented", method: "S256" },
  state: "required",
  callback: { names: {}, stateOnError: "unknown" },
  redirect: { kind: "alias", https: "unknown", inAuthorization: true, inToken: true },
  token: {
    endpoint: "{api}/identity/v1/oauth2/token",
    method: "POST",
    encoding: "form",
    grants: { code: "authorization_code", refresh: "refresh_token" },
    parameters: {},
    scopeIn: { code: false, refresh: true },
  },
  discovery: { kind: "none" },
  // The type reads "User Access Token", which is no type of RFC 6750; the API takes Bearer.
  reply: { tokenType: null },
  expiry: { sources: [{ from: "reply", path: "expires_in", as: "seconds" }], otherwise: { fixedSeconds: 7200 } },
  rotation: { kind: "static", onMissing: "keep", lostReply: "retry_same" },
  refreshLifetime: { absoluteSeconds: 47_304_000, idleSeconds: null, sliding: false, replyPath: "refresh_token_expires_in" },
  // developer.ebay.com/api-docs/static/oauth-rate-limits.html: 50,000 renewals a day for one application.
  renewals: { perSecond: 0.5, atOnce: 4 },
  revocation: { kind: "manual", accessTokenSurvives: "unknown" },
  identity: [
    {
      from: "get",
      endpoint: "{identity}/commerce/identity/v1/user/",
      id: "userId",
      names: ["username"],
      requiresScope: `${SCOPE}/commerce.identity.readonly`,
      stable: true,
    },
  ],
  api: { base: "{api}", probe: { endpoint: "{identity}/commerce/identity/v1/user/" } },
  errors: [
    { where: "token", path: "error", equals: "invalid_grant", class: "code_invalid" },
    {
      where: "refresh",
      path: "error_description",
      equals: "the provided authorization grant code is invalid or was issued to another client",
      class: "grant_dead",
    },
    { where: "any", path: "error", equals: "invalid_client", class: "config_client" },
    { where: "any", path: "error", equals: "invalid_scope", class: "config_scope" },
    { where: "api", http: 401, class: "token_expired" },
    { where: "any", http: 429, class: "rate_limited" },
  ],
  codeLifetimeSeconds: 299,
  texts: {
    kind: "marketplace",
    never: ["never.password", "never.payout", "never.show"],
    manageAccessUrl: "https://www.ebay.com",
    signOutUrl: null,
  },
  evidence: {
    environments: { tag: "D", source: CONSENT },
    variables: { tag: "D", source: CONSENT },
    client: { tag: "D", source: REFRESH },
    extraSecrets: { tag: "D", source: CONSENT },
    initiator: { tag: "D", source: CONSENT },
    authorization: { tag: "D", source: CONSENT },
    scope: { tag: "D", source: SCOPES },
    pkce: { tag: "U", source: "not mentioned in any document" },
    state: { tag: "D", source: CONSENT },
    callback: { tag: "D", source: CONSENT },
    redirect: { tag: "D", source: CONSENT },
    token: { tag: "D", source: REFRESH },
    scopeInToken: { tag: "D", source: REFRESH },
    discovery: { tag: "D", source: CONSENT },
    reply: { tag: "D", source: REFRESH },
    expiry: { tag: "D", source: TOKENS },
    rotation: { tag: "I", source: `${REFRESH}: its replies carry no refresh token` },
    refreshLifetime: { tag: "D", source: TOKENS },
    revocation: { tag: "U", source: "no document names an endpoint; people remove access in their account" },
    identity: { tag: "D", source: IDENTITY },
    api: { tag: "D", source: IDENTITY },
    errors: { tag: "D", source: REFRESH },
    codeLifetime: { tag: "S", source: "expires_in=299 beside the code in published callbacks" },
  },
});
