import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import OAuth2Server from "@node-oauth/oauth2-server";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { stackAuth } from "@/lib/core/providers/stack-auth";
import { APP_ORIGIN, CLIENT_SECRET } from "./house";
import { jwt } from "./jwt";

/** What a test may turn while the server runs. */
export type EngineSettings = {
  /** The project wants a key of its own instead of the public sentence. */
  requiresKey: boolean;
  /** A refresh token's life, counted from sign-in. */
  refreshDays: number;
  accessSeconds: number;
};

export type SessionEngine = {
  readonly origin: string;
  readonly settings: EngineSettings;
  /** Token requests in the order in which they came. */
  readonly asked: { readonly grant: string; readonly contentType: string; readonly hasBasic: boolean; readonly status: number }[];
  /** Ends every session, as if each person had signed out everywhere. */
  readonly endSessions: () => void;
  readonly definition: (id: string, change?: Partial<ProviderDefinition>) => ProviderDefinition;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

const CLIENT: OAuth2Server.Client = { id: "house client", grants: ["authorization_code", "refresh_token"] };
const PUBLIC_KEY = "__stack_public_client__";

/**
 * An account service on the engine that the real one pins, and none of our code: one refresh token for
 * the whole session, a JWT that ends before `expires_in` does, errors in three shapes.
 */
export async function sessionEngine(): Promise<SessionEngine> {
  const settings: EngineSettings = { requiresKey: false, refreshDays: 365, accessSeconds: 600 };
  const asked: SessionEngine["asked"] = [];
  const codes = new Map<string, OAuth2Server.AuthorizationCode>();
  const sessions = new Map<string, OAuth2Server.RefreshToken>();
  const inner = new Map<string, Record<string, string>>();
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const model: OAuth2Server.AuthorizationCodeModel & OAuth2Server.RefreshTokenModel = {
    getClient: async (id, secret) => {
      const known = secret === undefined || secret === null || [PUBLIC_KEY, CLIENT_SECRET].includes(secret);
      return id === CLIENT.id && known ? { ...CLIENT, redirectUris: redirectUris() } : false;
    },
    generateAccessToken: async (_client, user) =>
      jwt({ sub: user["id"], email: `${user["id"]}@shop.test`, exp: Math.floor(Date.now() / 1000) + settings.accessSeconds }),
    saveAuthorizationCode: async (code, client, user) => {
      const saved = { ...code, client, user };
      codes.set(code.authorizationCode, saved);
      return saved;
    },
    getAuthorizationCode: async (code) => codes.get(code),
    revokeAuthorizationCode: async ({ authorizationCode }) => codes.delete(authorizationCode),
    saveToken: async (token, client, user) => {
      const saved = { ...token, client, user };
      if (token.refreshToken) {
        const ends = new Date(Date.now() + settings.refreshDays * 86_400_000);
        sessions.set(token.refreshToken, { ...saved, refreshToken: token.refreshToken, refreshTokenExpiresAt: ends });
      }
      return saved;
    },
    getRefreshToken: async (token) => sessions.get(token),
    revokeToken: async ({ refreshToken }) => sessions.delete(refreshToken),
    getAccessToken: async () => undefined,
    validateScope: async (_user, _client, scope) => (scope?.join(" ") === "legacy" ? scope : false),
  };
  const engine = new OAuth2Server({
    model,
    accessTokenLifetime: 3600,
    refreshTokenLifetime: 365 * 86_400,
    authorizationCodeLifetime: 300,
    alwaysIssueNewRefreshToken: false,
    allowExtendedTokenAttributes: true,
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", origin);
    const query = Object.fromEntries(url.searchParams);
    if (url.pathname.startsWith("/api/v1/auth/oauth/authorize/")) return begin(query, response);
    if (url.pathname === "/inner") return comeBack(query, response);
    if (url.pathname === "/api/v1/auth/oauth/token") return tokens(request, response);
    response.writeHead(404).end();
  }

  function begin(query: Record<string, string>, response: ServerResponse): void {
    const needed = ["client_id", "client_secret", "redirect_uri", "scope", "state", "grant_type", "code_challenge"];
    const missing = [...needed, "code_challenge_method", "response_type"].find((name) => !query[name]);
    if (missing) {
      known(response, 400, "SCHEMA_ERROR", { missing });
      return;
    }
    const id = randomBytes(8).toString("hex");
    inner.set(id, query);
    const location = `${origin}/inner?id=${id}`;
    if (query["stack_response_mode"] === "json") json(response, 200, { location });
    else response.writeHead(307, { location }).end();
  }

  async function comeBack({ id = "", account = "ana" }: Record<string, string>, response: ServerResponse): Promise<void> {
    const asking = new OAuth2Server.Request({ headers: {}, method: "GET", query: inner.get(id) ?? {} });
    const answered = new OAuth2Server.Response({ headers: {} });
    await engine.authorize(asking, answered, { authenticateHandler: { handle: () => ({ id: account }) } }).catch(() => undefined);
    response.writeHead(303, { location: answered.get("location") ?? `${origin}/refused` }).end();
  }

  async function tokens(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = Buffer.concat(await request.toArray()).toString();
    const contentType = String(request.headers["content-type"]).split(";")[0] ?? "";
    const body = readBody(contentType, text);
    const status = await grant(request, body, response);
    const hasBasic = request.headers.authorization?.startsWith("Basic ") ?? false;
    asked.push({ grant: body["grant_type"] ?? "", contentType, hasBasic, status });
  }

  async function grant(request: IncomingMessage, body: Record<string, string>, response: ServerResponse): Promise<number> {
    if (settings.requiresKey && body["client_secret"] === PUBLIC_KEY)
      return known(response, 401, "PUBLISHABLE_CLIENT_KEY_REQUIRED_FOR_PROJECT");
    // The engine reads forms only, so the service in front of it rewrites what comes as JSON.
    const headers = { ...request.headers, "content-type": "application/x-www-form-urlencoded" };
    const asking = new OAuth2Server.Request({ headers, method: "POST", query: {}, body });
    const answered = new OAuth2Server.Response({ headers: {} });
    try {
      await engine.token(asking, answered);
    } catch (error) {
      return refuse(response, error as OAuth2Server.OAuthError, body, answered);
    }
    json(response, 200, { ...(answered.body as object), is_new_user: false, newUser: false });
    return 200;
  }

  return {
    origin,
    settings,
    asked,
    endSessions: () => sessions.clear(),
    definition: (id, change = {}) => describeAt(origin, id, change),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** The shapes of the service's own errors, then the library's (`facts.md` A4). @returns the status */
function refuse(
  response: ServerResponse,
  error: OAuth2Server.OAuthError,
  body: Record<string, string>,
  answered: OAuth2Server.Response,
): number {
  const sentence = error.message;
  if (error.name === "invalid_client") return known(response, 400, "INVALID_OAUTH_CLIENT_ID_OR_SECRET");
  if (error.name === "invalid_grant" && body["grant_type"] === "refresh_token")
    return known(response, 401, "REFRESH_TOKEN_NOT_FOUND_OR_EXPIRED");
  if (error.name === "invalid_grant") return known(response, 400, "INVALID_AUTHORIZATION_CODE");
  if (sentence.includes("redirect_uri")) {
    response
      .writeHead(400, { "content-type": "text/plain" })
      .end("Invalid redirect URI. Your redirect URI must be the same as the one used to get the authorization code.");
    return 400;
  }
  json(response, answered.status ?? 400, { error: error.name, error_description: sentence });
  return answered.status ?? 400;
}

const readBody = (contentType: string, text: string): Record<string, string> =>
  contentType === "application/json"
    ? (JSON.parse(text) as Record<string, string>)
    : Object.fromEntries(new URLSearchParams(text));

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function known(response: ServerResponse, status: number, code: string, details: object = {}): number {
  response.setHeader("x-stack-known-error", code);
  json(response, status, { code, details, error: `A sentence for people about ${code.toLowerCase()}.` });
  return status;
}

const IDS = ["session-form", "session-json", "session-basic", "session-post"] as const;
const redirectUris = () => IDS.map((id) => `${APP_ORIGIN}/api/oauth/${id}/callback`);

/** The shipped definition, at this server. */
const describeAt = (origin: string, id: string, change: Partial<ProviderDefinition>): ProviderDefinition => ({
  ...stackAuth,
  ...change,
  id,
  environments: { lookalike: { label: "Engine", isTest: true, allowHttp: true, bases: { api: `${origin}/api/v1` } } },
});

/** A browser without a screen that signs in as somebody and follows each redirect. */
export async function signInAt(address: string, account = "ana"): Promise<URL> {
  let next = address;
  for (let step = 0; step < 5; step++) {
    const answered = await fetch(next, { redirect: "manual" });
    const location = answered.headers.get("location");
    if (!location) throw new Error(`no redirect at step ${step}, status ${answered.status}: ${await answered.text()}`);
    const to = new URL(location, next);
    if (to.origin === APP_ORIGIN) return to;
    to.searchParams.set("account", account);
    next = to.href;
  }
  throw new Error("the server sent the browser around in a circle");
}
