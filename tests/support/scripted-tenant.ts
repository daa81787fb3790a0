import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { SignJWT } from "jose";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { stockx } from "@/lib/core/providers/stockx";
import { httpTarget } from "@/tests/integration/http/loopback";
import { APP_ORIGIN } from "./house";

export const TENANT_ID = "scripted-tenant";

type Reply = { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> };

/** What the documents show, and what a test may put in its place. */
type Script = {
  /** Answers every renewal; null: as documented. */
  refresh: Reply | null;
  /** Members left out of the code reply. */
  withoutRefreshToken: boolean;
  subject: string;
};

/**
 * A tenant that answers as StockX's and Auth0's documents show, word for word: a code reply without
 * lifetime and scope, a refresh reply without refresh token, and whatever error a test asks for.
 */
export async function scriptedTenant() {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const script: Script = { refresh: null, withoutRefreshToken: false, subject: "auth0|ana" };
  const nonces = new Map<string, string>();
  const grants: URLSearchParams[] = [];
  let issued = 0;
  const server = await httpTarget((request, response) => {
    const send = ({ status, body, headers = {} }: Reply): void => {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
    };
    const answer = async (): Promise<Reply> => {
      if (request.url === "/.well-known/jwks.json") return { status: 200, body: keySet(publicKey) };
      if (request.url !== "/oauth/token") return { status: 404, body: "Not Found" };
      const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
      grants.push(form);
      issued += 1;
      const isCode = form.get("grant_type") === "authorization_code";
      if (!isCode && script.refresh) return script.refresh;
      const nonce = nonces.get(form.get("code") ?? "");
      const id_token = await idToken(privateKey, `${server.origin}/`, { nonce, sub: script.subject });
      const tokens = { access_token: `acc-${issued}`, id_token, token_type: "Bearer" };
      if (!isCode) return { status: 200, body: { ...tokens, expires_in: 43200, scope: "openid email offline_access" } };
      return { status: 200, body: { ...tokens, ...(!script.withoutRefreshToken && { refresh_token: `ref=${issued}+/` }) } };
    };
    void answer().then(send, (error: unknown) => send({ status: 500, body: String(error) }));
  });
  return {
    origin: server.origin,
    script,
    /** Token requests in the order in which they came. */
    grants,
    definition: definitionAt(server.origin),
    /** A person who says yes at once. */
    visit: async (address: string): Promise<URL> => {
      const asked = new URL(address).searchParams;
      const code = `code-${nonces.size + 1}`;
      nonces.set(code, asked.get("nonce") ?? "");
      return new URL(`${asked.get("redirect_uri")}?${new URLSearchParams({ code, state: asked.get("state") ?? "" })}`);
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

const keySet = (key: KeyObject): object => ({ keys: [{ ...key.export({ format: "jwk" }), kid: "k1", use: "sig" }] });

const idToken = (key: KeyObject, issuer: string, claims: { readonly nonce: string | undefined; readonly sub: string }) =>
  new SignJWT({ ...(claims.nonce !== undefined && { nonce: claims.nonce }) })
    .setProtectedHeader({ alg: "RS256", kid: "k1" })
    .setIssuer(issuer)
    .setAudience("house client")
    .setSubject(claims.sub)
    .setIssuedAt()
    .setExpirationTime("10h")
    .sign(key);

const definitionAt = (origin: string): ProviderDefinition => ({
  ...stockx,
  id: TENANT_ID,
  environments: { lookalike: { label: "Tenant", isTest: true, allowHttp: true, bases: { account: origin, api: origin } } },
});

/** The person says no, as Auth0 tells it. */
export function refuseConsent(address: string): URL {
  const state = new URL(address).searchParams.get("state") ?? "";
  return new URL(`${APP_ORIGIN}/api/oauth/${TENANT_ID}/callback?${new URLSearchParams({ error: "access_denied", state })}`);
}
