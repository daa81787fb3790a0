import { json } from "../http/answer";
import type { Quirks } from "./quirks";
import { SEED_ACCOUNTS } from "./seed-accounts";

const NO_CODE = {
  status: 400,
  body: { error: "invalid_request", error_description: "The authorization code was not found or was already used" },
} as const;

const hostOf = (shop: string): string => `${shop}.myshopify.com`;

/** A permission to write holds the one to read, so the reply leaves that out. */
const withoutImplied = (scope: readonly string[]): readonly string[] =>
  scope.filter((value) => !(value.startsWith("read_") && scope.includes(value.replace("read_", "write_"))));

/** Shopify's habits. Sources are those of its definition's evidence. */
export const shopifyQuirks: Quirks = {
  providerId: "shopify",
  accounts: SEED_ACCOUNTS,
  accessLifetimeSeconds: 3600,
  codeLifetimeSeconds: 60,
  applicationLifetimeSeconds: null,
  scopeWords: {
    read_products: "See your products",
    write_products: "Create and change your products",
    read_orders: "See your orders",
    read_inventory: "See your stock",
    write_inventory: "Change your stock",
  },
  tokenType: null,
  spellVariable: (name, value) => (name === "shop" ? hostOf(value) : value),
  callbackMembers: (now, { shop = "" }) => ({
    host: Buffer.from(`${hostOf(shop)}/admin`)
      .toString("base64")
      .replaceAll("=", ""),
    timestamp: String(Math.floor(now / 1000)),
  }),
  shapeReply: (members, { grant }) => ({ ...members, scope: withoutImplied(grant.scope).join(",") }),
  refusals: {
    client: { status: 401, body: { error: "invalid_client", error_description: "The client secret is not right." } },
    code: NO_CODE,
    code_late: NO_CODE,
    refresh_token: {
      status: 400,
      body: { error: "invalid_grant", error_description: "The refresh token is not valid." },
    },
  },
  refuseCall: (refusal) =>
    refusal.why === "scope"
      ? json(403, { errors: `[API] This action requires merchant approval for ${refusal.scope} scope.` })
      : json(401, { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" }),
  resources: [
    {
      address: "{store}/admin/oauth/access_scopes.json",
      scope: null,
      answer: ({ grant }) => json(200, { access_scopes: grant.scope.map((handle) => ({ handle })) }),
    },
  ],
  behaviours: [
    {
      rule: "addresses_of_a_shop",
      evidence: "documented",
      says: "Each shop has addresses of its own. Here the shop is a part of the path. Codes and tokens of one shop open nothing at another.",
    },
    {
      rule: "response_signed",
      evidence: "documented",
      says: "The way back carries shop, host, timestamp and hmac, a signature made with the client secret. A switch spoils it.",
    },
    {
      rule: "redirect_exact",
      evidence: "documented",
      says: "redirect_uri must equal a registered one to the letter. Otherwise an error page, and nobody is sent anywhere.",
    },
    {
      rule: "redirect_https",
      evidence: "documented",
      says: "redirect_uri must use https. Only this copy lets http://localhost and http://127.0.0.1 through, because it runs on a laptop.",
    },
    {
      rule: "no_grant_type",
      evidence: "documented",
      says: "A code is exchanged by JSON with client_id, client_secret and code, without grant_type. There is no token_type in the reply.",
    },
    {
      rule: "expiring_tokens",
      evidence: "documented",
      says: "With expiring=1 access lasts 3,600 s and can be renewed for 90 days.",
    },
    {
      rule: "expiring_only",
      evidence: "inferred",
      says: "Without expiring=1 this copy refuses the exchange. The real one gives access that never ends, to some applications.",
    },
    {
      rule: "old_refresh_token_until_used",
      evidence: "documented",
      says: "Every renewal gives a new refresh token. The one before works until the new one is used, for 30 days at most.",
    },
    {
      rule: "implied_scope_left_out",
      evidence: "documented",
      says: "Scopes are joined by commas. write_products holds read_products, so the reply leaves the second out.",
    },
    { rule: "api_token_header", evidence: "documented", says: "The API reads X-Shopify-Access-Token." },
    {
      rule: "uninstall_only",
      evidence: "documented",
      says: "Access ends when the shop removes the application, here in the console. There is no call for it.",
    },
    { rule: "code_single_use", evidence: "inferred", says: "A code works once and for a minute." },
    {
      rule: "token_errors_as_rfc6749",
      evidence: "inferred",
      says: "Errors of the token address are those that the official library knows; their sentences are made up.",
    },
    {
      rule: "denial_returns_state",
      evidence: "inferred",
      says: "Deny goes back with error=access_denied and the state that was sent, signed as well.",
    },
  ],
};
