import { z } from "zod";

/** The claims that matter (OpenID Connect Core 1.0 §2, §5.1); the longest subject is 255 characters. */
const Claims = z.object({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  email: z.string().max(254).optional(),
  email_verified: z.unknown().optional(),
});
type Claims = z.infer<typeof Claims>;

/** Whom a service says that somebody is. Its word for them, and their address where it has verified that. */
export type ServicePerson = { readonly sub: string; readonly email: string | null };

const FOREIGN = "sign-in service: its id_token is another issuer's";
const ANOTHER = "sign-in service: its userinfo is about somebody else";

/** The claims of an id_token that the library has verified. @throws {Error} when it is not the configured issuer's, to the letter */
export function claimsOf(idToken: string, issuer: string): Claims {
  const claims = Claims.parse(JSON.parse(Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString()));
  if (claims.iss !== issuer) throw new Error(FOREIGN);
  return claims;
}

/** Whether the claims have to be asked for elsewhere: a provider may tell the address behind its userinfo endpoint only (§5.4). */
export const lacksAddress = ({ email }: Claims): boolean => email === undefined;

/**
 * Takes what the userinfo endpoint says, which must be about the same person (§5.3.2).
 *
 * @param told untrusted
 * @throws {Error} when it is about somebody else
 */
export function completedBy(claims: Claims, told: unknown): Claims {
  const read = Claims.omit({ iss: true }).parse(told);
  if (read.sub !== claims.sub) throw new Error(ANOTHER);
  return { ...claims, email: read.email, email_verified: read.email_verified };
}

/** An address counts only where the service says in so many words that it is verified; "true" in quotes is no such word. */
export const servicePerson = ({ sub, email, email_verified }: Claims): ServicePerson => ({
  sub,
  email: email_verified === true && email ? email : null,
});
