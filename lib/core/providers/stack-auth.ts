import { defineProvider } from "./definition";

const SERVER = "github.com/stack-auth/stack-auth apps/backend";
const TOKEN_ROUTE = `${SERVER} auth/oauth/token`;
const AUTHORIZE_ROUTE = `${SERVER} auth/oauth/authorize`;
const HEADERS = {
  "x-stack-access-type": "client",
  "x-stack-project-id": "{clientId}",
  "x-stack-publishable-client-key": "{publishableKey}",
};

/**
 * Stack Auth, an account service. Its client credentials are public by design and stand in the address.
 *
 * `expires_in` says an hour while the access token itself ends after ten minutes; the token is right.
 * The permission ends 365 days after sign-in, whatever happens in between.
 */
export const stackAuth = defineProvider({
  id: "stack-auth",
  displayName: "Stack Auth",
  monogram: "SA",
  tone: "stackauth",
  homeUrl: "https://stack-auth.com",
  issuer: null,
  environments: {
    production: { label: "Stack Auth", isTest: false, bases: { api: "https://api.stack-auth.com/api/v1" } },
  },
  variables: [{ name: "identityProvider", from: "operator", pattern: "[a-z][a-z0-9_-]*", otherwise: "google" }],
  client: { methods: ["none"], basicEncoding: "raw" },
  extraSecrets: [
    {
      name: "publishableKey",
      env: "PUBLISHABLE_KEY",
      label: "the publishable client key of the project",
      isPublic: true,
      otherwise: "__stack_public_client__",
    },
  ],
  initiator: "client",
  authorization: {
    endpoint: "{api}/auth/oauth/authorize/{identityProvider}",
    parameters: { grant_type: "authorization_code", client_secret: "{publishableKey}", type: "authenticate" },
  },
  scope: {
    separator: " ",
    required: ["legacy"],
    known: [{ value: "legacy", text: "scope.stackauth.legacy", writes: true }],
  },
  pkce: { use: "required", method: "S256" },
  state: "required",
  callback: { names: { errorCode: "errorCode" }, stateOnError: "unknown" },
  redirect: { kind: "url", https: "optional", inAuthorization: true, inToken: true },
  token: {
    endpoint: "{api}/auth/oauth/token",
    method: "POST",
    encoding: "form",
    grants: { code: "authorization_code", refresh: "refresh_token" },
    parameters: { code: { client_secret: "{publishableKey}" }, refresh: { client_secret: "{publishableKey}" } },
    scopeIn: { code: false, refresh: false },
  },
  discovery: { kind: "none" },
  reply: {},
  expiry: {
    sources: [
      { from: "jwt", path: "access_token", claim: "exp" },
      { from: "reply", path: "expires_in", as: "seconds" },
    ],
    rule: "earliest",
    otherwise: { fixedSeconds: 600 },
  },
  rotation: { kind: "static", onMissing: "keep", lostReply: "retry_same" },
  refreshLifetime: { absoluteSeconds: 31_536_000, idleSeconds: null, sliding: false },
  revocation: {
    kind: "http",
    endpoint: "{api}/auth/sessions/current",
    method: "DELETE",
    headers: HEADERS,
    encoding: "json",
    needsFreshAccessToken: true,
    okStatuses: [200],
    alreadyGone: [{ http: 401, path: "code", equals: "REFRESH_TOKEN_NOT_FOUND_OR_EXPIRED" }],
    scope: "grant",
    accessTokenSurvives: true,
    proof: "refused_refresh",
  },
  identity: [{ from: "jwt", token: "access_token", id: "sub", name: "email", stable: true }],
  api: {
    base: "{api}",
    tokenHeader: "x-stack-access-token",
    tokenPrefix: "",
    headers: HEADERS,
    probe: { endpoint: "{api}/users/me" },
  },
  errors: [
    { where: "authorization", path: "errorCode", equals: "OUTER_OAUTH_TIMEOUT", class: "flow_timeout" },
    {
      where: "authorization",
      path: "errorCode",
      equals: "OAUTH_CONNECTION_ALREADY_CONNECTED_TO_ANOTHER_USER",
      class: "account_conflict",
    },
    { where: "any", path: "code", equals: "REFRESH_TOKEN_NOT_FOUND_OR_EXPIRED", class: "grant_dead" },
    { where: "any", path: "code", equals: "INVALID_AUTHORIZATION_CODE", class: "code_invalid" },
    { where: "any", path: "code", equals: "INVALID_OAUTH_CLIENT_ID_OR_SECRET", class: "config_client" },
    { where: "any", path: "code", equals: "INVALID_PUBLISHABLE_CLIENT_KEY", class: "config_client" },
    { where: "any", path: "code", equals: "PUBLISHABLE_CLIENT_KEY_REQUIRED_FOR_PROJECT", class: "config_client" },
    { where: "any", path: "code", equals: "CURRENT_PROJECT_NOT_FOUND", class: "config_client" },
    { where: "any", path: "code", equals: "PROJECT_KEY_WITHOUT_ACCESS_TYPE", class: "request_invalid" },
    { where: "any", path: "code", equals: "SCHEMA_ERROR", class: "request_invalid" },
    { where: "any", path: "code", equals: "BODY_PARSING_ERROR", class: "request_invalid" },
    { where: "any", path: "code", equals: "INVALID_SCOPE", class: "config_scope" },
    { where: "any", path: "code", equals: "REDIRECT_URL_NOT_WHITELISTED", class: "config_redirect" },
    { where: "any", path: "code", equals: "MULTI_FACTOR_AUTHENTICATION_REQUIRED", class: "reauth_required" },
    { where: "any", path: "code", equals: "ACCESS_TOKEN_EXPIRED", class: "token_expired" },
    { where: "any", path: "code", equals: "UNPARSABLE_ACCESS_TOKEN", class: "token_expired" },
    { where: "any", path: "code", equals: "OAUTH_CONNECTION_ALREADY_CONNECTED_TO_ANOTHER_USER", class: "account_conflict" },
    { where: "any", text: "Invalid redirect URI", class: "config_redirect" },
    { where: "any", http: 429, class: "rate_limited" },
  ],
  codeLifetimeSeconds: 300,
  texts: {
    kind: "account",
    never: ["never.password", "never.show"],
    notes: ["note.stackauth.year"],
    manageAccessUrl: null,
    signOutUrl: null,
  },
  evidence: {
    environments: { tag: "R", source: SERVER },
    variables: { tag: "R", source: AUTHORIZE_ROUTE },
    client: { tag: "R", source: TOKEN_ROUTE },
    extraSecrets: { tag: "R", source: TOKEN_ROUTE },
    initiator: { tag: "R", source: AUTHORIZE_ROUTE },
    authorization: { tag: "R", source: AUTHORIZE_ROUTE },
    scope: { tag: "R", source: AUTHORIZE_ROUTE },
    pkce: { tag: "R", source: AUTHORIZE_ROUTE },
    state: { tag: "R", source: AUTHORIZE_ROUTE },
    callback: { tag: "R", source: `${SERVER} auth/oauth/callback` },
    redirect: { tag: "R", source: TOKEN_ROUTE },
    token: { tag: "R", source: TOKEN_ROUTE },
    scopeInToken: { tag: "R", source: TOKEN_ROUTE },
    discovery: { tag: "R", source: SERVER },
    reply: { tag: "R", source: TOKEN_ROUTE },
    expiry: { tag: "M", source: "expires_in 3599 beside a token of 600 s, measured with the engine that the server pins" },
    rotation: { tag: "R", source: TOKEN_ROUTE },
    refreshLifetime: { tag: "R", source: `${SERVER} lib/tokens` },
    revocation: { tag: "R", source: `${SERVER} auth/sessions/current` },
    identity: { tag: "R", source: `${SERVER} lib/tokens` },
    api: { tag: "R", source: `${SERVER} route-handlers/smart-request` },
    errors: { tag: "R", source: `${SERVER} known-errors and its end-to-end tests` },
    codeLifetime: { tag: "R", source: `${SERVER} oauth/model` },
  },
});
