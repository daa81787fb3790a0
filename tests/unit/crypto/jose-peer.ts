import { createHash, createHmac, hkdfSync } from "node:crypto";
import { CompactEncrypt, compactDecrypt } from "jose";

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

export async function joseSeals(plaintext: string, kid: string, input: PeerInput): Promise<string> {
  const ctx = createHash("sha256").update(input.canonical).digest("base64url");
  const header = { alg: "A256KW", enc: "A256GCM", kid, typ: "tokenset+jwe", v: 1, ctx };
  const commitKey = Buffer.from(hkdfSync("sha256", input.key, "", "holdfast/commit/v1", 32));
  const kc = createHmac("sha256", commitKey).update(JSON.stringify(header)).digest().subarray(0, 16).toString("base64url");
  return new CompactEncrypt(new TextEncoder().encode(plaintext)).setProtectedHeader({ ...header, kc }).encrypt(kek(input));
}
