import { defineProvider } from "./definition";

const LOGIN_FLOW = "developer.stubhub.com/docs/authentication/user-login-authentication-flow";
const EXPIRATION = "developer.stubhub.com/docs/authentication/token-expiration";
const CLIENT_LIBRARY = "github.com/viagogo/gogokit.net";

/**
 * StubHub, user-login authentication flow.
 *
 * Its refresh tokens are single-use, its token endpoint asks for `scope` again in both grants, and
 * nothing is documented about revocation, refresh-token lifetime, PKCE or token-endpoint errors.
 */
export const stubhub = defineProvider({
  id: "stubhub",
  displayName: "StubHub",
  monogram: "Sh",
  tone: "stubhub",
  homeUrl: "https://www.stubhub.com",
  issuer: null,
  environments: {
    production: {
      label: "StubHub",
      isTest: false,
      bases: { account: "https://account.stubhub.com", api: "https://api.stubhub.net" },
    },
    sandbox: {
      label: "StubHub sandbox",
      isTest: true,
      bases: { account: "https://sandbox.account.stubhub.com", api: "https://sandbox.api.stubhub.net" },
    },
  },
  client: { methods: ["basic"], basicEncoding: "form" },
  initiator: "client",
  authorization: { endpoint: "{account}/authorize" },
  scope: {
    separator: " ",
    required: ["read:sellerlistings", "write:sellerlistings"],
    optional: ["read:sales", "write:sales", "read:payment", "read:webhooks", "write:webhooks", "read:user"],
    known: [
      { value: "read:sellerlistings", text: "scope.stubhub.read_sellerlistings", writes: false },
      { value: "write:sellerlistings", text: "scope.stubhub.write_sellerlistings", writes: true },
      { value: "read:sales", text: "scope.stubhub.read_sales", writes: false },
      { value: "write:sales", text: "scope.stubhub.write_sales", writes: true },
      { value: "read:payment", text: "scope.stubhub.read_payment", writes: false },
      { value: "read:webhooks", text: "scope.stubhub.read_webhooks", writes: false },
      { value: "write:webhooks", text: "scope.stubhub.write_webhooks", writes: true },
      { value: "read:user", text: "scope.stubhub.read_user", writes: false },
    ],
  },
  pkce: { use: "undocumented", method: "S256" },
  state: "required",
  callback: { names: {}, stateOnError: "unknown" },
  redirect: { kind: "url", https: "required", inAuthorization: true, inToken: true },
  token: {
    endpoint: "{account}/oauth2/token",
    method: "POST",
    encoding: "form",
    grants: { code: "authorization_code", refresh: "refresh_token" },
    parameters: {},
    scopeIn: { code: true, refresh: true },
  },
  discovery: { kind: "none" },
  reply: {},
  expiry: { sources: [{ from: "reply", path: "expires_in", as: "seconds" }], otherwise: { fixedSeconds: 3600 } },
  rotation: { kind: "rotating_single_use", onMissing: "error", lostReply: "unknown" },
  refreshLifetime: { absoluteSeconds: null, idleSeconds: null, sliding: true },
  revocation: { kind: "undocumented", accessTokenSurvives: "unknown" },
  // The user resource has no id, only an address, and an address alone never decides whose account it is.
  identity: [
    {
      from: "get",
      endpoint: "{api}/v2/user",
      id: null,
      names: ["email", "full_name"],
      requiresScope: "read:user",
      stable: false,
    },
  ],
  api: { base: "{api}", headers: { Accept: "application/hal+json" }, probe: { endpoint: "{api}/v2/sellerlistings" } },
  errors: [
    { where: "any", path: "code", equals: "user_agent_required", class: "request_invalid" },
    { where: "any", path: "code", equals: "https_required", class: "request_invalid" },
    { where: "any", path: "code", equals: "invalid_request_body", class: "request_invalid" },
    { where: "any", path: "code", equals: "validation_failed", class: "request_invalid" },
    { where: "any", path: "code", equals: "insufficient_scope", class: "insufficient_scope" },
    { where: "any", path: "code", equals: "internal_server_error", class: "transient" },
    { where: "api", http: 401, class: "token_expired" },
    { where: "any", http: 429, class: "rate_limited" },
  ],
  codeLifetimeSeconds: null,
  texts: {
    kind: "marketplace",
    never: ["never.password", "never.payout", "never.show"],
    // No document names the page on which a seller removes an application; the account page is one click from here.
    manageAccessUrl: "https://www.stubhub.com",
    signOutUrl: null,
  },
  evidence: {
    environments: { tag: "D", source: "developer.stubhub.com/docs/authentication/basic-steps" },
    variables: { tag: "D", source: LOGIN_FLOW },
    client: { tag: "D", source: "developer.stubhub.com/docs/authentication/application-only-authentication-flow" },
    extraSecrets: { tag: "D", source: LOGIN_FLOW },
    initiator: { tag: "D", source: LOGIN_FLOW },
    authorization: { tag: "D", source: LOGIN_FLOW },
    scope: { tag: "D", source: LOGIN_FLOW },
    pkce: { tag: "U", source: "not mentioned in any document" },
    state: { tag: "D", source: LOGIN_FLOW },
    callback: { tag: "D", source: LOGIN_FLOW },
    redirect: { tag: "D", source: LOGIN_FLOW },
    token: { tag: "D", source: LOGIN_FLOW },
    scopeInToken: { tag: "D", source: EXPIRATION },
    discovery: { tag: "D", source: LOGIN_FLOW },
    reply: { tag: "D", source: LOGIN_FLOW },
    expiry: { tag: "D", source: EXPIRATION },
    rotation: { tag: "D", source: EXPIRATION },
    refreshLifetime: { tag: "U", source: "the documents say long-lived and give no figure" },
    revocation: { tag: "U", source: "no document names an endpoint" },
    identity: { tag: "R", source: "github.com/viagogo/viagogo-api-docs" },
    api: {
      tag: "D",
      source:
        "developer.viagogo.net/docs/overview/error-responses; the address of the probe is inferred from the name of the permission that it needs",
    },
    errors: { tag: "R", source: CLIENT_LIBRARY },
    codeLifetime: { tag: "U", source: "not mentioned in any document" },
  },
});
