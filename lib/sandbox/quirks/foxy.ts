import { takeFault } from "../faults/take-fault";
import { json, withHeaders } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import { FOXY_RESOURCES, refuseFoxyCall } from "./foxy-api";
import type { Quirks } from "./quirks";
import { leaveOut } from "./reply-shape";

const [ANA, BEN] = [
  { id: "ana", name: "Ana", fullName: "Ana Pretend", email: "ana@sandbox.test", phone: "+1 555 0100" },
  { id: "ben", name: "Ben", fullName: "Ben Pretend", email: "ben@sandbox.test", phone: "+1 555 0101" },
] as const;

/** Which of the lifetime's two names a reply does without. */
const LEFT_OUT = {
  first: ["expires_in"],
  second: ["access_token_expires"],
  both: [],
  neither: ["access_token_expires", "expires_in"],
} as const;

function refuseUnversioned(request: SandboxRequest) {
  if (request.header("foxy-api-version") === "1") return null;
  return json(400, { message: "The FOXY-API-VERSION header is missing or names a version that does not exist." });
}

function refuseMethod(request: SandboxRequest) {
  if (request.method === "POST") return null;
  const error_description = "The request method must be POST when requesting an access token";
  return withHeaders(json(405, { error: "invalid_request", error_description }), { allow: "POST" });
}

/** Foxy's habits. Sources are those of its definition's evidence. */
export const foxyQuirks: Quirks = {
  providerId: "foxy",
  // A person is there once for each store, because a store is what an application is let into.
  accounts: [
    { ...ANA, note: "store 3200", details: { person: "ana", storeId: "3200" } },
    { ...ANA, id: "ana-second", name: "Ana, second store", note: "store 3201", details: { person: "ana", storeId: "3201" } },
    { ...BEN, note: "store 3300", details: { person: "ben", storeId: "3300" } },
    { ...BEN, id: "ben-second", name: "Ben, second store", note: "store 3301", details: { person: "ben", storeId: "3301" } },
  ],
  detailsOf: (nth) => ({ person: `new-${nth}`, storeId: String(3400 + nth) }),
  accessLifetimeSeconds: 7200,
  codeLifetimeSeconds: 30,
  applicationLifetimeSeconds: null,
  scopeWords: {
    store_full_access: "See and change everything in your store",
    user_full_access: "See and change everything in your user account",
  },
  tokenType: "Bearer",
  door: (_, request, at) => {
    if (at !== "api" && at !== "token") return null;
    return refuseUnversioned(request) ?? (at === "token" ? refuseMethod(request) : null);
  },
  authorizationRefusals: {
    denied: { error: "access_denied", description: "The user denied access to your application" },
    response_type: { error: "invalid_request", description: "Invalid or missing response type" },
    scope_missing: { error: "invalid_client", description: "This application requires you specify a scope parameter" },
    scope: { error: "invalid_scope", description: "An unsupported scope was requested" },
    state_missing: { error: "invalid_request", description: "The state parameter is required" },
  },
  refusals: {
    client: { status: 400, body: { error: "invalid_client", error_description: "The client credentials are invalid" } },
    code: {
      status: 400,
      body: {
        error: "invalid_grant",
        error_description: "Authorization code doesn't exist or is invalid for the client",
      },
    },
    code_late: { status: 400, body: { error: "invalid_grant", error_description: "The authorization code has expired" } },
    redirect: {
      status: 400,
      body: { error: "redirect_uri_mismatch", error_description: "The redirect URI is missing or do not match" },
    },
    refresh_token: { status: 400, body: { error: "invalid_grant", error_description: "Invalid refresh token" } },
  },
  repeatsRefreshToken: true,
  shapeReply: (members, { market, grant }) => {
    const { storeId } = grant.details;
    const mode = takeFault(market, "lifetime_names", grant.accountId) ?? "first";
    const sent = leaveOut(members, ...(mode in LEFT_OUT ? LEFT_OUT[mode as keyof typeof LEFT_OUT] : []));
    if (storeId === undefined || !grant.scope.includes("store_full_access")) return sent;
    return { ...sent, scope: `${members["scope"]} store_id_${storeId}` };
  },
  refuseCall: refuseFoxyCall,
  resources: FOXY_RESOURCES,
  behaviours: [
    {
      rule: "version_header_required",
      evidence: "inferred",
      says: "Home document, token address and API refuse a request without FOXY-API-VERSION: 1 with 400. Only that it belongs there is documented.",
    },
    {
      rule: "home_document",
      evidence: "documented",
      says: "The home document needs no token and links to the token address; with a token it links to the store or the user as well.",
    },
    {
      rule: "no_redirect_uri_in_request",
      evidence: "documented",
      says: "The authorization request carries no redirect_uri: everybody goes back to the one that was registered.",
    },
    {
      rule: "request_errors_told",
      evidence: "documented",
      says: "The errors of the redirect are those of the published table. A missing scope is told as invalid_client.",
    },
    {
      rule: "state_required",
      evidence: "documented",
      says: "A request without state goes back as invalid_request, and without state.",
    },
    {
      rule: "redirect_exact",
      evidence: "inferred",
      says: "An unknown client id ends on a page, because there is nobody to go back to.",
    },
    { rule: "code_30_seconds", evidence: "documented", says: "A code works once and for 30 seconds." },
    {
      rule: "pkce_checked",
      evidence: "inferred",
      says: "A code_challenge that was sent is checked against the code_verifier. No document mentions either.",
    },
    {
      rule: "redirect_uri_in_exchange",
      evidence: "documented",
      says: "A code is exchanged with the registered redirect_uri, to the letter.",
    },
    {
      rule: "redirect_mismatch_told",
      evidence: "inferred",
      says: "Without it, or with another one, the exchange is 400 redirect_uri_mismatch. Official clients leave it out.",
    },
    {
      rule: "lifetime_names",
      evidence: "documented",
      says: "The lifetime stands in access_token_expires, 7,200 s. A switch makes it expires_in, which official clients read, both, or neither.",
    },
    {
      rule: "store_in_scope",
      evidence: "documented",
      says: "The reply's scope names the store: store_full_access store_id_3200. Each person has two stores to pick from.",
    },
    {
      rule: "refresh_token_returned",
      evidence: "documented",
      says: "A renewal gives the same refresh token back. It lasts ten years from the day it was made.",
    },
    {
      rule: "token_errors_as_rfc6749",
      evidence: "inferred",
      says: "Errors of the token address have the words of the library behind the published ones. No document shows them.",
    },
    {
      rule: "api_401_in_body",
      evidence: "documented",
      says: "A 401 of the API says invalid_token in its body, as the official clients expect it.",
    },
    {
      rule: "integration_deleted",
      evidence: "documented",
      says: "Deleting an integration ends its refresh token and every access token of the same application, person and permission, the caller's own included.",
    },
    {
      rule: "other_store_renews",
      evidence: "inferred",
      says: "That reaches the access tokens of the person's other store, while its refresh token lives on.",
    },
  ],
};
