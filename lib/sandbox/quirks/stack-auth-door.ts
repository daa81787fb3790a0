import { type Answer, json, redirect, withHeaders } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import { lookalikePath } from "../lookalike-bases";
import type { MarketState, SandboxClient } from "../market-state";
import type { Place } from "./quirks";

/** What a project sends whose applications need no key of their own. */
const NO_KEY = "__stack_public_client__";
/** Where a person decides, instead of the page of the identity provider behind it. */
export const STACK_CONSENT = "{api}/sign-in/{identityProvider}";

/** An error as this server words them: the code in `code`, a sentence for people in `error`. */
export const knownError = (status: number, code: string, error: string, details: Record<string, unknown> = {}): Answer =>
  withHeaders(json(status, { code, details, error }), { "x-stack-known-error": code });

/** The header trap of the page that its owner withdrew: a key without saying which kind of access. */
const refuseHeaders = (request: SandboxRequest): Answer | null =>
  request.header("x-stack-publishable-client-key") !== null && request.header("x-stack-access-type") === null
    ? knownError(400, "PROJECT_KEY_WITHOUT_ACCESS_TYPE", "A key was sent, but x-stack-access-type is missing.")
    : null;

/** Whose key this is: the project's own is compared, the word for "none" works where the project needs none. */
function refuseKey(client: SandboxClient, key: string | null): Answer | null {
  const own = client.extraSecrets?.["publishableKey"] ?? NO_KEY;
  if (key === own) return null;
  return key === NO_KEY
    ? knownError(401, "PUBLISHABLE_CLIENT_KEY_REQUIRED_FOR_PROJECT", "This project needs its publishable client key.")
    : knownError(401, "INVALID_PUBLISHABLE_CLIENT_KEY", "The publishable client key is not this project's.");
}

/** A client id is the project's, with `#branch` behind it where a branch is meant. */
const clientOf = (market: MarketState, id: string | null): SandboxClient | undefined =>
  market.clients.find(({ clientId }) => clientId === id?.split("#")[0]);

const badClient = (id: string | null): Answer =>
  knownError(400, "INVALID_OAUTH_CLIENT_ID_OR_SECRET", "The client id or secret is not known.", { client_id: id });

const REQUIRED = [
  "client_id",
  "client_secret",
  "redirect_uri",
  "scope",
  "state",
  "grant_type",
  "code_challenge",
  "code_challenge_method",
  "response_type",
] as const;

/** The authorization endpoint shows nothing: it refuses as JSON or leads to the page on which a person signs in. */
function authorize(market: MarketState, request: SandboxRequest): Answer {
  const { query } = request;
  const missing = REQUIRED.find((name) => !query.get(name));
  if (missing !== undefined) return knownError(400, "SCHEMA_ERROR", `The query lacks ${missing}.`, { message: missing });
  if (query.get("grant_type") !== "authorization_code" || query.get("response_type") !== "code")
    return knownError(400, "SCHEMA_ERROR", "grant_type or response_type is not one that is known here.");
  const client = clientOf(market, query.get("client_id"));
  if (client === undefined) return badClient(query.get("client_id"));
  const refused = refuseKey(client, query.get("client_secret"));
  if (refused !== null) return refused;
  if (query.get("scope") !== "legacy") return knownError(400, "INVALID_SCOPE", "The scope must be legacy.");
  if (!client.redirectUris.includes(query.get("redirect_uri") ?? ""))
    return knownError(400, "REDIRECT_URL_NOT_WHITELISTED", "The address to go back to is not one of this project's.");
  const page = lookalikePath(market.definition, STACK_CONSENT).replace(
    "{identityProvider}",
    request.variables["identityProvider"] ?? "",
  );
  const location = `${request.origin}${page}?${query}`;
  return query.get("stack_response_mode") === "json" ? json(200, { location }) : redirect(307, location);
}

/** The token endpoint takes the client in the body or as Basic, and its secret is the publishable key. */
function refuseTokenRequest(market: MarketState, request: SandboxRequest): Answer | null {
  const form = request.json.size > 0 ? request.json : request.form;
  const [, encoded] = /^basic (.+)$/i.exec(request.header("authorization") ?? "") ?? [];
  const [basicId, basicKey] = encoded === undefined ? [] : Buffer.from(encoded, "base64").toString().split(":");
  const id = form.get("client_id") || basicId || null;
  const client = clientOf(market, id);
  if (client === undefined) return badClient(id);
  const refused = refuseKey(client, form.get("client_secret") || basicKey || null);
  if (refused !== null) return refused;
  const needed = form.get("grant_type") === "refresh_token" ? "refresh_token" : "code";
  if (form.get("grant_type") && form.get(needed)) return null;
  const lacks = form.get("grant_type") ? needed : "grant_type";
  return json(400, { error: "invalid_request", error_description: `Missing parameter: \`${lacks}\`` });
}

/** The API asks for the project and the kind of access before it looks at the token. */
function refuseApiCall(market: MarketState, request: SandboxRequest): Answer | null {
  if (request.header("x-stack-access-type") === null)
    return knownError(400, "ACCESS_TYPE_REQUIRED", "x-stack-access-type is missing.");
  const client = clientOf(market, request.header("x-stack-project-id"));
  if (client === undefined) return knownError(400, "CURRENT_PROJECT_NOT_FOUND", "There is no such project.");
  return refuseKey(client, request.header("x-stack-publishable-client-key"));
}

/** What Stack Auth looks at before anything else. */
export function stackAuthDoor(market: MarketState, request: SandboxRequest, at: Place): Answer | null {
  const refused = refuseHeaders(request);
  if (refused !== null) return refused;
  if (at === "authorize" && request.method === "GET") return authorize(market, request);
  if (at === "token" && request.method === "POST") return refuseTokenRequest(market, request);
  return at === "api" ? refuseApiCall(market, request) : null;
}
