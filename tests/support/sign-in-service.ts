import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

const CLIENT_ID = "holdfast";
const CLIENT_SECRET = "50%+1:sign in";

/** What the service says of whoever signs in there under a name. */
type Account = { readonly email: string; readonly email_verified: unknown };

export type SignInServer = {
  /** What Holdfast has to be told about it. */
  readonly env: Readonly<Record<string, string>>;
  readonly accounts: Map<string, Account>;
  /** Opens it to a deployment of Holdfast. @param inIdToken whether the address stands in the id_token, or only behind the userinfo endpoint */
  readonly admit: (appOrigin: string, inIdToken?: boolean) => void;
  /** Token requests, by how they ended. */
  readonly grants: string[];
  /** What it gave out, to look for where it must not be. */
  readonly given: string[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** A certified OpenID provider that knows nothing of us: a page with a click, PKCE required, `iss` in the response. */
export async function signInServer(): Promise<SignInServer> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const accounts = new Map<string, Account>();
  const [grants, given]: [string[], string[]] = [[], []];
  return {
    env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: CLIENT_ID, OIDC_CLIENT_SECRET: CLIENT_SECRET, OIDC_NAME: "Company" },
    accounts,
    grants,
    given,
    admit: (appOrigin, inIdToken = false) => {
      const provider = new Provider(issuer, {
        clients: [
          {
            client_id: CLIENT_ID,
            client_secret: CLIENT_SECRET,
            redirect_uris: [`${appOrigin}/api/auth/callback/oidc`],
            grant_types: ["authorization_code"],
            application_type: "native",
            token_endpoint_auth_method: "client_secret_basic",
          },
        ],
        findAccount: (_context: unknown, sub: string) => ({
          accountId: sub,
          claims: () => ({ sub, ...accounts.get(sub) }),
        }),
        claims: { openid: ["sub"], email: ["email", "email_verified"] },
        conformIdTokenClaims: !inIdToken,
        scopes: ["openid", "email"],
        features: { devInteractions: { enabled: true } },
        pkce: { required: () => true },
        ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Grant: 600, Interaction: 600, Session: 600 },
        cookies: { keys: ["test"] },
      });
      provider.on("grant.success", (context) => {
        grants.push("success");
        const body = ((context as { readonly body?: unknown }).body ?? {}) as Readonly<Record<string, unknown>>;
        for (const name of ["access_token", "id_token"]) if (typeof body[name] === "string") given.push(body[name]);
      });
      provider.on("grant.error", () => grants.push("error"));
      server.removeAllListeners("request");
      server.on("request", provider.callback());
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
