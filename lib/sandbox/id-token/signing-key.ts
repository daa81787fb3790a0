import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from "node:crypto";
import type { SandboxRecords } from "../state/records";
import { newId } from "../state/secret";

/** RSA, for RS256 (RFC 7518 §3.3). */
export type SigningKey = { readonly id: string; readonly privateKey: KeyObject };

/** A new key that nobody publishes. */
export const strangerKey = (id: string): SigningKey => ({
  id,
  privateKey: generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey,
});

/** The sandbox's key: kept in its records, so that an id_token still verifies after a restart. */
export function signingKeyOf(records: SandboxRecords): SigningKey {
  const kept = records.signingKey;
  if (kept !== null) return { id: kept.kid, privateKey: createPrivateKey({ key: kept.jwk as JsonWebKey, format: "jwk" }) };
  const made = strangerKey(newId());
  records.signingKey = { kid: made.id, jwk: { ...made.privateKey.export({ format: "jwk" }) } };
  return made;
}

/** The public half as a JWK Set (RFC 7517 §5). */
export const publicKeySet = ({ id, privateKey }: SigningKey): { readonly keys: readonly object[] } => ({
  keys: [{ ...createPublicKey(privateKey).export({ format: "jwk" }), kid: id, use: "sig", alg: "RS256" }],
});
