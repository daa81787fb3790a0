import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { DIMENSIONS, defineProvider, type ProviderDefinition } from "@/lib/core/providers/definition";
import { APP_ORIGIN, CLIENT_SECRET } from "./house";

const ID = "independent";

/** A client as the server keeps it: each with an address of its own. */
export type Admitted = { readonly clientId: string; readonly redirectUri: string };

export type IndependentServer = {
  readonly definition: ProviderDefinition;
  readonly origin: string;
  /** Token requests that reached it, by grant type. */
  readonly grants: string[];
  /** Opens it anew to these clients and no others; before that it knows the house's one client. */
  readonly admit: (clients: readonly Admitted[]) => void;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/**
 * A certified authorization server that knows nothing of us: a page with a click, PKCE required,
 * rotation with reuse detection, `iss` in the response, RFC 7009 revocation, and a client secret that
 * only survives a correct encoding.
 */
export async function independentServer(): Promise<IndependentServer> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const grants: string[] = [];
  const admit = (clients: readonly Admitted[]): void => {
    server.removeAllListeners("request");
    server.on("request", openProvider(origin, clients, grants).callback());
  };
  admit([{ clientId: "house client", redirectUri: `${APP_ORIGIN}/api/oauth/${ID}/callback` }]);
  return {
    definition: definitionFor(origin),
    origin,
    grants,
    admit,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function openProvider(origin: string, clients: readonly Admitted[], grants: string[]): Provider {
  const provider = new Provider(origin, {
    clients: clients.map(({ clientId, redirectUri }) => ({
      client_id: clientId,
      client_secret: CLIENT_SECRET,
      redirect_uris: [redirectUri],
      grant_types: ["authorization_code", "refresh_token"],
      application_type: "native",
      token_endpoint_auth_method: "client_secret_basic",
    })),
    findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub, email: `${sub}@shop.test` }) }),
    scopes: ["openid", "offline_access"],
    features: { revocation: { enabled: true }, devInteractions: { enabled: true } },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: () => true,
    ttl: {
      AccessToken: 3600,
      RefreshToken: 86_400,
      AuthorizationCode: 60,
      IdToken: 3600,
      Grant: 86_400,
      Interaction: 600,
      Session: 86_400,
    },
    cookies: { keys: ["test"] },
  });
  provider.on("grant.success", (context: { oidc: { params?: { grant_type?: string } } }) =>
    grants.push(String(context.oidc.params?.grant_type)),
  );
  provider.on("grant.error", () => grants.push("error"));
  return provider;
}

const definitionFor = (origin: string): ProviderDefinition =>
  defineProvider({
    id: ID,
    displayName: "Independent",
    monogram: "In",
    tone: "own",
    homeUrl: "https://independent.example",
    issuer: origin,
    issInResponse: true,
    environments: { lookalike: { label: "Independent", isTest: true, bases: { as: origin }, allowHttp: true } },
    client: { methods: ["basic"], basicEncoding: "form" },
    initiator: "client",
    authorization: { endpoint: "{as}/auth", parameters: { prompt: "consent" } },
    scope: { separator: " ", required: ["openid", "offline_access"], known: [] },
    pkce: { use: "required", method: "S256" },
    state: "required",
    callback: { names: {}, stateOnError: "always" },
    redirect: { kind: "url", https: "optional", inAuthorization: true, inToken: true },
    token: {
      endpoint: "{as}/token",
      method: "POST",
      encoding: "form",
      grants: { code: "authorization_code", refresh: "refresh_token" },
      parameters: {},
      scopeIn: { code: false, refresh: false },
    },
    discovery: { kind: "none" },
    reply: {},
    idToken: { issuer: "{as}", keys: "{as}/jwks", algorithms: ["RS256"] },
    expiry: { sources: [{ from: "reply", path: "expires_in", as: "seconds" }], otherwise: "unknown" },
    rotation: { kind: "rotating_single_use", onMissing: "error", lostReply: "unknown" },
    refreshLifetime: { absoluteSeconds: null, idleSeconds: null, sliding: true },
    revocation: {
      kind: "rfc7009",
      endpoint: "{as}/token/revocation",
      token: "refresh_token",
      scope: "grant",
      accessTokenSurvives: false,
    },
    identity: [{ from: "jwt", token: "id_token", id: "sub", name: "sub", stable: true }],
    api: { base: "{as}" },
    errors: [],
    codeLifetimeSeconds: 60,
    texts: { kind: "account", never: ["never.password"], manageAccessUrl: null, signOutUrl: null },
    evidence: Object.fromEntries(
      DIMENSIONS.map((name) => [name, { tag: "M", source: "oidc-provider 9.13.3" }]),
    ) as ProviderDefinition["evidence"],
  });

/** A browser without a screen: follows redirects with its cookies, and clicks the forms of the server's own pages. */
export async function clickThrough(address: string, login: string, home = APP_ORIGIN): Promise<URL> {
  const jar = new Map<string, string>();
  let next: { url: string; body: URLSearchParams | null } = { url: address, body: null };
  for (let step = 0; step < 15; step++) {
    const answer = await fetch(next.url, {
      method: next.body ? "POST" : "GET",
      ...(next.body && { body: next.body }),
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "), accept: "text/html" },
      redirect: "manual",
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split(/=(.*)/s);
      jar.set(name, value);
    }
    const location = answer.headers.get("location");
    if (location) {
      const to = new URL(location, next.url);
      if (to.origin === home) return to;
      next = { url: to.href, body: null };
      continue;
    }
    const html = await answer.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1];
    const prompt = /name="prompt" value="([^"]+)"/.exec(html)?.[1];
    if (!action || !prompt) throw new Error(`no form on the page at step ${step}, status ${answer.status}`);
    next = {
      url: new URL(action.replaceAll("&amp;", "&"), next.url).href,
      body: new URLSearchParams({ prompt, ...(prompt === "login" && { login, password: "any" }) }),
    };
  }
  throw new Error("the server asked for more than fifteen steps");
}
