import { defineProvider } from "./definition";

const THIRD_PARTY = "api.foxycart.com/docs/authentication/thirdparty";
const TOKEN = "api.foxycart.com/rels/token";
const INTEGRATION = "api.foxy.io/rels/integration";
const LIBRARY = "github.com/bshaffer/oauth2-server-php, whose published sentences Foxy's are";

/**
 * Foxy, a hypermedia API: its token endpoint and the grant itself are links.
 *
 * Two names for the lifetime are in use, so both are read. The store's id arrives inside the scope.
 * The home document stands on two sites, and its links may point at either.
 */
export const foxy = defineProvider({
  id: "foxy",
  displayName: "Foxy",
  monogram: "Fx",
  tone: "foxy",
  homeUrl: "https://www.foxy.io",
  issuer: null,
  environments: {
    production: {
      label: "Foxy",
      isTest: false,
      bases: { account: "https://my.foxycart.com", api: "https://api.foxycart.com", other: "https://api.foxy.io" },
    },
    sandbox: {
      label: "Foxy sandbox",
      isTest: true,
      bases: { account: "https://my-sandbox.foxycart.com", api: "https://api-sandbox.foxycart.com" },
    },
  },
  variables: [{ name: "storeId", from: "scope", pattern: "\\d+" }],
  client: { methods: ["basic", "post"], basicEncoding: "raw" },
  initiator: "client",
  authorization: { endpoint: "{account}/authorize" },
  scope: {
    separator: " ",
    required: [],
    oneOf: ["store_full_access", "user_full_access"],
    known: [
      { value: "store_full_access", text: "scope.foxy.store_full_access", writes: true },
      { value: "user_full_access", text: "scope.foxy.user_full_access", writes: true },
    ],
  },
  pkce: { use: "undocumented", method: "S256" },
  state: "required",
  // Who is told that the state is missing gets it back without one.
  callback: { names: {}, stateOnError: "optional" },
  redirect: { kind: "url", https: "optional", inAuthorization: false, inToken: true },
  token: {
    endpoint: "{api}/token",
    method: "POST",
    encoding: "form",
    headers: { "FOXY-API-VERSION": "1" },
    grants: { code: "authorization_code", refresh: "refresh_token" },
    parameters: {},
    scopeIn: { code: false, refresh: false },
  },
  discovery: { kind: "hal", home: "{api}", token: "fx:token", headers: { "FOXY-API-VERSION": "1" } },
  reply: {
    tokenType: null,
    extract: [{ variable: "storeId", path: "scope", pattern: "store_id_(\\d+)", removeFromScope: true }],
  },
  expiry: {
    sources: [
      { from: "reply", path: "access_token_expires", as: "auto" },
      { from: "reply", path: "expires_in", as: "seconds" },
    ],
    rule: "earliest",
    otherwise: { fixedSeconds: 7200 },
  },
  rotation: { kind: "static", onMissing: "keep", lostReply: "retry_same" },
  refreshLifetime: { absoluteSeconds: 315_360_000, idleSeconds: null, sliding: false },
  revocation: {
    kind: "resource",
    start: "{api}",
    follow: [["fx:store", "fx:user"], "fx:integrations"],
    items: "fx:integrations",
    match: { client_id: "{clientId}" },
    needsFreshAccessToken: true,
    // Every access token with the same application, user and permission ends, whichever store it is for.
    scope: "person",
    accessTokenSurvives: false,
  },
  identity: [
    { from: "variable", name: "storeId", label: null, stable: true },
    {
      from: "resource",
      start: "{api}",
      follow: ["fx:store"],
      id: null,
      names: ["store_name", "store_domain"],
      requiresScope: "store_full_access",
      stable: false,
    },
    {
      from: "resource",
      start: "{api}",
      follow: ["fx:user"],
      id: "_links.self.href",
      names: ["email"],
      requiresScope: "user_full_access",
      stable: true,
    },
  ],
  api: { base: "{api}", headers: { "FOXY-API-VERSION": "1", Accept: "application/hal+json" }, probe: { endpoint: "{api}" } },
  errors: [
    { where: "authorization", path: "error", equals: "access_denied", class: "consent_denied" },
    { where: "authorization", path: "error", equals: "invalid_client", text: "scope parameter", class: "config_scope" },
    { where: "authorization", path: "error", equals: "invalid_client", class: "config_client" },
    { where: "authorization", path: "error", equals: "invalid_request", class: "request_invalid" },
    { where: "authorization", path: "error", equals: "invalid_scope", class: "config_scope" },
    { where: "any", path: "error", equals: "redirect_uri_mismatch", class: "config_redirect" },
    { where: "token", path: "error", equals: "invalid_grant", class: "code_invalid" },
    { where: "any", path: "error", equals: "invalid_client", class: "config_client" },
    { where: "api", path: "error", equals: "invalid_token", class: "token_expired" },
    { where: "revocation", path: "error", equals: "invalid_token", class: "token_expired" },
    { where: "api", http: 401, class: "token_expired" },
  ],
  codeLifetimeSeconds: 30,
  texts: {
    kind: "marketplace",
    never: ["never.password", "never.show"],
    warnings: ["note.foxy.full_access"],
    notes: ["note.foxy.quick"],
    manageAccessUrl: "https://admin.foxycart.com",
    signOutUrl: null,
  },
  evidence: {
    environments: {
      tag: "D",
      source: "api.foxycart.com/docs/authentication/client_creation; the second site is the current SDK's",
    },
    variables: { tag: "D", source: THIRD_PARTY },
    client: { tag: "D", source: THIRD_PARTY },
    extraSecrets: { tag: "D", source: THIRD_PARTY },
    initiator: { tag: "D", source: THIRD_PARTY },
    authorization: { tag: "D", source: THIRD_PARTY },
    scope: { tag: "D", source: THIRD_PARTY },
    pkce: { tag: "U", source: "not mentioned in any document" },
    state: { tag: "D", source: THIRD_PARTY },
    callback: { tag: "D", source: THIRD_PARTY },
    redirect: { tag: "D", source: `${THIRD_PARTY}; that localhost is accepted is from a secondary source` },
    token: { tag: "D", source: THIRD_PARTY },
    scopeInToken: { tag: "D", source: THIRD_PARTY },
    discovery: { tag: "D", source: THIRD_PARTY },
    reply: { tag: "D", source: `${THIRD_PARTY}; its example body is cut, so token_type is not relied on` },
    expiry: { tag: "D", source: `${TOKEN}; the documents and the official clients name the member differently` },
    rotation: { tag: "D", source: TOKEN },
    refreshLifetime: { tag: "D", source: TOKEN },
    revocation: { tag: "D", source: INTEGRATION },
    identity: { tag: "D", source: `${THIRD_PARTY}; the names of store and user are not verified` },
    api: { tag: "D", source: THIRD_PARTY },
    errors: { tag: "D", source: `${THIRD_PARTY} for the redirect; the others are inferred from ${LIBRARY}` },
    codeLifetime: { tag: "D", source: THIRD_PARTY },
  },
});
