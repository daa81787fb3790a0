import { createPublicKey } from "node:crypto";
import { takeFault } from "../faults/take-fault";
import { lookalikePath } from "../lookalike-bases";
import type { Marketplace } from "../marketplace";
import type { Account, Grant } from "../state/records";
import { signJwt, symmetricJwt, unsignedJwt } from "./sign-jwt";
import { strangerKey } from "./signing-key";

const LIFETIME_SECONDS = 36_000;

/** OpenID Connect Core §2; an address and a name only with the scope that asks for them (§5.4). */
function claimsOf(market: Marketplace, grant: Grant, account: Account, nonce: string | null): Record<string, unknown> {
  const { definition, quirks } = market;
  const issuedAt = Math.floor(market.now() / 1000);
  return {
    iss: `${market.origin()}${lookalikePath(definition, definition.idToken?.issuer ?? "")}`,
    sub: quirks.subjectOf?.(account.id) ?? account.id,
    aud: grant.clientId,
    iat: issuedAt,
    exp: issuedAt + LIFETIME_SECONDS,
    ...(nonce === null ? {} : { nonce }),
    ...(grant.scope.includes("email") ? { email: account.email, email_verified: true } : {}),
    ...(grant.scope.includes("profile") ? { name: account.fullName } : {}),
  };
}

/**
 * The id_token of a reply; null where this provider or this grant has none. The switch forges it.
 *
 * @param nonce that of the authorization request; null at a renewal, which repeats none.
 */
export function issueIdToken(market: Marketplace, grant: Grant, account: Account | null, nonce: string | null): string | null {
  if (market.definition.idToken === null || account === null || !grant.scope.includes("openid")) return null;
  const claims = claimsOf(market, grant, account, nonce);
  const key = market.signingKey();
  switch (takeFault(market, "forged_id_token", account.id)) {
    case "other_key":
      return signJwt(strangerKey(key.id), claims);
    case "unsigned":
      return unsignedJwt(claims);
    case "public_key_as_secret":
      return symmetricJwt(createPublicKey(key.privateKey).export({ type: "spki", format: "pem" }).toString(), key.id, claims);
    case "changed":
      return changeClaims(signJwt(key, claims), { ...claims, sub: `${claims["sub"]}0` });
    case "issuer":
      return signJwt(key, { ...claims, iss: "https://issuer.sandbox.test/" });
    case "audience":
      return signJwt(key, { ...claims, aud: "another-application" });
    case "nonce":
      return signJwt(key, { ...claims, nonce: "another-nonce" });
    case "expired":
      return signJwt(key, { ...claims, iat: 1_000_000_000, exp: 1_000_000_000 + LIFETIME_SECONDS });
    default:
      return signJwt(key, claims);
  }
}

/** The content exchanged under a signature that was good. */
function changeClaims(token: string, claims: Readonly<Record<string, unknown>>): string {
  const [header, , signature] = token.split(".");
  return `${header}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.${signature}`;
}
