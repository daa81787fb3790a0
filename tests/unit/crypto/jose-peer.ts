import { createHash, createHmac, hkdfSync } from "node:crypto";
import { CompactEncrypt, type CompactJWEHeaderParameters, compactDecrypt } from "jose";

/** What is needed to open a sealed value without any code of ours: the ring key, the canonical context, and RFC 7516. */
export type PeerInput = { readonly key: Buffer; readonly canonical: string };

const kek = ({ key, canonical }: PeerInput) => new Uint8Array(hkdfSync("sha256", key, "", `holdfast/token/v1${canonical}`, 32));

export async function joseOpens(sealed: string, input: PeerInput): Promise<string> {
  const { plaintext } = await compactDecrypt(sealed, kek(input), {
    keyManagementAlgorithms: ["A256KW"],
    contentEncryptionAlgorithms: ["A256GCM"],
  });
  return new TextDecoder().decode(plaintext);
}

/** @param change makes another header than the one that is written down, by somebody who holds the key */
export async function joseSeals(
  plaintext: string,
  kid: string,
  input: PeerInput,
  change = (header: object): object => header,
): Promise<string> {
  const ctx = createHash("sha256").update(input.canonical).digest("base64url");
  const header = { alg: "A256KW", enc: "A256GCM", kid, typ: "tokenset+jwe", v: 1, ctx };
  const commitKey = Buffer.from(hkdfSync("sha256", input.key, "", "holdfast/commit/v1", 32));
  const kc = createHmac("sha256", commitKey).update(JSON.stringify(header)).digest().subarray(0, 16).toString("base64url");
  const changed = change({ ...header, kc }) as CompactJWEHeaderParameters;
  return new CompactEncrypt(new TextEncoder().encode(plaintext)).setProtectedHeader(changed).encrypt(kek(input));
}
