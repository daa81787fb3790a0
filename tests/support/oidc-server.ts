import { createPrivateKey, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type MutableRedirectUri, type MutableResponse, type MutableToken, OAuth2Server } from "oauth2-mock-server";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { stockx } from "@/lib/core/providers/stockx";
import type { Kit } from "./forged-id-tokens";
import { APP_ORIGIN, CLIENT_SECRET } from "./house";

export const OIDC_ID = "independent-oidc";

type Behaviour = {
  /** The account of whoever comes next. */
  subject: string;
  /** Puts another id_token in the place of the server's own. */
  forge: ((kit: Kit) => string) | null;
  /** Changes what the server is about to sign. */
  tamper: (token: MutableToken) => void;
};

/**
 * An OpenID provider that knows nothing of us, where StockX's definition expects one: Auth0's addresses,
 * an issuer that ends with a slash, a code reply without lifetime and a refresh reply without refresh token.
 */
export async function oidcServer() {
  const server = new OAuth2Server(undefined, undefined, {
    shouldIssuerUrlBeSuffixedWithATralingSlash: true,
    endpoints: { token: "/oauth/token", jwks: "/.well-known/jwks.json", revoke: "/oauth/revoke" },
  });
  const jwk = await server.issuer.keys.generate("RS256");
  await server.start(0, "127.0.0.1");
  const origin = `http://127.0.0.1:${server.address().port}`;
  server.issuer.url = origin;

  const behaviour: Behaviour = { subject: "auth0|1", forge: null, tamper: () => undefined };
  let nonce: string | undefined;
  server.service.on("beforeAuthorizeRedirect", (_redirect: MutableRedirectUri, { url }: IncomingMessage) => {
    nonce = new URL(url ?? "", origin).searchParams.get("nonce") ?? undefined;
  });
  server.service.on("beforeTokenSigning", (token: MutableToken) => {
    // Two signed within one second would otherwise be the same text.
    token.payload["jti"] = randomUUID();
    token.payload["sub"] = behaviour.subject;
    token.payload["email"] = `${behaviour.subject}@shop.test`;
    behaviour.tamper(token);
  });
  server.service.on("beforeResponse", (response: MutableResponse, { body }: { body: { grant_type: string } }) => {
    if (response.body === "") return;
    const isRefresh = body.grant_type === "refresh_token";
    delete response.body["scope"];
    delete response.body[isRefresh ? "refresh_token" : "expires_in"];
    const kit: Kit = {
      issuer: `${origin}/`,
      clientId: "house client",
      clientSecret: CLIENT_SECRET,
      nonce: isRefresh ? undefined : nonce,
      accessToken: String(response.body["access_token"]),
      kid: jwk.kid,
      privateKey: createPrivateKey({ key: jwk, format: "jwk" }),
      subject: behaviour.subject,
    };
    if (behaviour.forge) response.body["id_token"] = behaviour.forge(kit);
  });
  return {
    definition: definitionAt(origin),
    origin,
    behaviour,
    /** A browser at the server's page, which asks nothing. */
    visit: async (address: string): Promise<URL> => {
      const answer = await fetch(address, { redirect: "manual" });
      const back = new URL(answer.headers.get("location") ?? address);
      if (back.origin !== APP_ORIGIN) throw new Error(`the server did not send anybody back: ${answer.status}`);
      return back;
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

const definitionAt = (origin: string): ProviderDefinition => ({
  ...stockx,
  id: OIDC_ID,
  environments: { lookalike: { label: "OpenID", isTest: true, allowHttp: true, bases: { account: origin, api: origin } } },
});
