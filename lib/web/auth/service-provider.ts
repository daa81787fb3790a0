import "server-only";
import type { OAuthConfig } from "next-auth/providers/oauth";
import type { SignInService } from "../../runtime/settings";
import { claimsOf, completedBy, lacksAddress, servicePerson } from "./service-claims";

/** The service's name in our addresses: its callback is `/api/auth/callback/oidc`. */
export const SERVICE_ID = "oidc";

const ANSWER_MS = 5000;

/** What the library hands on; the address is there only where the service has verified it. */
type Told = { readonly sub: string; readonly email?: string };

/**
 * Any OpenID Connect provider, as the sign-in library wants it described.
 *
 * PKCE, state and nonce are all used, so that a code, an answer or a token of another flow is worth nothing
 * (RFC 9700 §2.1.1, §4.7; OpenID Connect Core 1.0 §3.1.2.1). Nothing is asked for that we do not use, and
 * what the service gives is forgotten with the sign-in.
 */
export const serviceProvider = (service: SignInService): OAuthConfig<Told> => ({
  id: SERVICE_ID,
  name: service.name,
  type: "oauth",
  wellKnown: `${service.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
  issuer: service.issuer,
  clientId: service.clientId,
  clientSecret: service.clientSecret,
  idToken: true,
  checks: ["pkce", "state", "nonce"],
  authorization: { params: { scope: "openid email" } },
  client: { id_token_signed_response_alg: service.algorithm },
  httpOptions: { timeout: ANSWER_MS },
  userinfo: {
    async request({ client, tokens }) {
      const claims = claimsOf(tokens.id_token ?? "", service.issuer);
      const whole = lacksAddress(claims) ? completedBy(claims, await client.userinfo(tokens.access_token ?? "")) : claims;
      const { sub, email } = servicePerson(whole);
      return { sub, ...(email !== null && { email }) };
    },
  },
  profile: ({ sub, email }) => ({ id: sub, email: email ?? null }),
});
