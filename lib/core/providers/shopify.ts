import { defineProvider } from "./definition";

const OFFLINE = "shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens";
const GRANT = "shopify.dev/docs/apps/build/authentication-authorization/access-tokens/authorization-code-grant";
const SCOPES = "shopify.dev/docs/api/usage/access-scopes";
const RETRIES = "shopify.dev/changelog/more-resilient-refreshes-for-expiring-offline-access-tokens";
const LIBRARY = "github.com/Shopify/shopify-app-js";

/**
 * Shopify. Each store is a host of its own, and the response is signed with the client secret.
 *
 * Expiring tokens are asked for: others are refused for public applications from 2027 on. The previous
 * refresh token works until its successor was used, so a lost reply costs nothing.
 */
export const shopify = defineProvider({
  id: "shopify",
  displayName: "Shopify",
  monogram: "Sf",
  tone: "shopify",
  homeUrl: "https://www.shopify.com",
  issuer: null,
  environments: {
    production: { label: "Shopify", isTest: false, bases: { store: "https://{shop}.myshopify.com" } },
  },
  variables: [
    {
      name: "shop",
      from: "user",
      pattern: "[a-z0-9][a-z0-9-]{0,59}",
      label: "field.shopify.shop",
      help: "field.shopify.shop_help",
      suffix: ".myshopify.com",
      copiedFrom: ["https://admin.shopify.com/store/"],
    },
  ],
  client: { methods: ["post"], basicEncoding: "raw" },
  initiator: "both",
  authorization: { endpoint: "{store}/admin/oauth/authorize" },
  scope: {
    separator: ",",
    required: ["read_products", "write_products"],
    optional: ["read_orders", "read_inventory", "write_inventory"],
    implies: { write_products: ["read_products"], write_inventory: ["read_inventory"] },
    known: [
      { value: "read_products", text: "scope.shopify.read_products", writes: false },
      { value: "write_products", text: "scope.shopify.write_products", writes: true },
      { value: "read_orders", text: "scope.shopify.read_orders", writes: false },
      { value: "read_inventory", text: "scope.shopify.read_inventory", writes: false },
      { value: "write_inventory", text: "scope.shopify.write_inventory", writes: true },
    ],
  },
  pkce: { use: "never", method: "S256" },
  state: "required",
  callback: { names: {}, capture: { shop: "shop" }, verify: { hmacSha256: "hmac" }, stateOnError: "unknown" },
  redirect: { kind: "url", https: "required", inAuthorization: true, inToken: false },
  token: {
    endpoint: "{store}/admin/oauth/access_token",
    method: "POST",
    encoding: "json",
    grants: { code: null, refresh: "refresh_token" },
    parameters: { code: { expiring: "1" } },
    scopeIn: { code: false, refresh: false },
  },
  discovery: { kind: "none" },
  reply: { tokenType: null },
  expiry: { sources: [{ from: "reply", path: "expires_in", as: "seconds" }], otherwise: "never" },
  rotation: { kind: "rotating_until_used", graceSeconds: 2_592_000, onMissing: "keep", lostReply: "retry_same" },
  refreshLifetime: { absoluteSeconds: 7_776_000, idleSeconds: null, sliding: true, replyPath: "refresh_token_expires_in" },
  canary: {
    off: {
      tag: "D",
      source: `${OFFLINE}: each store has a token endpoint of its own, so none can be asked without a connection`,
    },
  },
  revocation: { kind: "uninstall", accessTokenSurvives: true },
  identity: [{ from: "variable", name: "shop", label: "shop", stable: true }],
  api: {
    base: "{store}/admin/api/2026-10",
    tokenHeader: "X-Shopify-Access-Token",
    tokenPrefix: "",
    probe: { endpoint: "{store}/admin/oauth/access_scopes.json" },
  },
  errors: [
    { where: "token", path: "error", equals: "invalid_request", class: "code_invalid" },
    { where: "token", path: "error", equals: "invalid_grant", class: "code_invalid" },
    { where: "any", path: "error", equals: "invalid_client", class: "config_client" },
    { where: "any", path: "error", equals: "application_cannot_be_found", class: "config_client" },
    { where: "api", http: 401, class: "token_expired" },
    { where: "any", http: 429, class: "rate_limited" },
  ],
  codeLifetimeSeconds: null,
  texts: {
    kind: "marketplace",
    never: ["never.password", "never.payout", "never.show"],
    manageAccessUrl: "https://admin.shopify.com/settings/apps",
    signOutUrl: null,
  },
  evidence: {
    environments: { tag: "D", source: GRANT },
    variables: { tag: "D", source: GRANT },
    client: { tag: "D", source: GRANT },
    extraSecrets: { tag: "D", source: GRANT },
    initiator: { tag: "D", source: GRANT },
    authorization: { tag: "D", source: GRANT },
    scope: { tag: "D", source: SCOPES },
    pkce: { tag: "R", source: `${LIBRARY} sends none` },
    state: { tag: "D", source: GRANT },
    callback: { tag: "D", source: GRANT },
    redirect: { tag: "D", source: GRANT },
    token: { tag: "D", source: OFFLINE },
    scopeInToken: { tag: "D", source: GRANT },
    discovery: { tag: "D", source: GRANT },
    reply: { tag: "D", source: OFFLINE },
    expiry: { tag: "D", source: OFFLINE },
    rotation: { tag: "D", source: RETRIES },
    refreshLifetime: { tag: "D", source: OFFLINE },
    revocation: { tag: "D", source: `${OFFLINE}; access ends when the store removes the application` },
    identity: { tag: "D", source: GRANT },
    api: { tag: "D", source: OFFLINE },
    errors: { tag: "R", source: LIBRARY },
    codeLifetime: { tag: "U", source: "not mentioned in any document" },
  },
});
