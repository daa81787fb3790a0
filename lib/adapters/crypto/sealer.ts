import "#node-only";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Sealer } from "../../core/ports/sealer";
import { err, ok } from "../../core/result";
import { canonicalContext } from "../../core/tokens/seal-context";
import { type Compact, encodeHeader, headerToCommit, readCompact, TAG, writeCompact } from "./jwe-compact";
import type { KeyRing } from "./key-ring";
import { commitment, commitmentKey, contextDigest, keyForContext, sameText } from "./token-key";

/** RFC 3394 §2.2.3.1. */
const WRAP_IV = Buffer.from("a6a6a6a6a6a6a6a6", "hex");

/** Node accepts GCM tags of 4, 8 and 12 bytes unless the length is pinned. */
const GCM = { authTagLength: TAG } as const;

/**
 * Seals values as RFC 7516 JWE (A256KW with A256GCM, RFC 7518 §4.4 and §5.3), each under a fresh
 * content key, and bound to where they belong.
 *
 * `altered` is what nobody of ours wrote; `moved` is a value of ours that belongs somewhere else,
 * proven by the commitment tag over its header; `key_missing` says nothing about the value.
 *
 * @param deploymentId a copy of the database under another id opens nothing
 */
export function createSealer(ring: KeyRing, deploymentId: string): Sealer {
  const usable = ring.keys.filter((key) => key.state !== "retired");
  const keys = new Map(usable.map(({ keyId, secret }) => [keyId, { secret, commit: commitmentKey(secret) }] as const));
  const { keyId: primaryKeyId, secret: primary } = ring.primary;
  const primaryCommit = commitmentKey(primary);

  return {
    seal: (plaintext, context) => {
      const canonical = canonicalContext({ deploymentId, ...context });
      const ctx = contextDigest(canonical);
      const kc = commitment(primaryCommit, headerToCommit(primaryKeyId, ctx));
      return encrypt(plaintext, keyForContext(primary, canonical), encodeHeader({ kid: primaryKeyId, ctx, kc }));
    },
    open: (sealed, context) => {
      const compact = readCompact(sealed);
      if (!compact) return err({ code: "altered", keyId: null });

      const { kid, ctx, kc } = compact.header;
      const key = keys.get(kid);
      if (!key) return err({ code: "key_missing", keyId: kid });
      if (!sameText(kc, commitment(key.commit, headerToCommit(kid, ctx)))) return err({ code: "altered", keyId: kid });
      const canonical = canonicalContext({ deploymentId, ...context });
      if (!sameText(ctx, contextDigest(canonical))) return err({ code: "moved", keyId: kid });

      const plaintext = decrypt(compact, keyForContext(key.secret, canonical));
      return plaintext === null ? err({ code: "altered", keyId: kid }) : ok(plaintext);
    },
    keyIdOf: (sealed) => readCompact(sealed)?.header.kid ?? null,
    primaryKeyId,
    keyIds: [...keys.keys()],
  };
}

function encrypt(plaintext: string, kek: Buffer, aad: string): string {
  const contentKey = randomBytes(32);
  const wrap = createCipheriv("id-aes256-wrap", kek, WRAP_IV);
  const wrappedKey = Buffer.concat([wrap.update(contentKey), wrap.final()]);

  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", contentKey, iv, GCM).setAAD(Buffer.from(aad));
  const ciphertext = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
  return writeCompact({ aad, wrappedKey, iv, ciphertext, tag: cipher.getAuthTag() });
}

/** null: one of the two integrity checks failed; which one is nobody's business (RFC 7516 §11.5). */
function decrypt({ aad, wrappedKey, iv, ciphertext, tag }: Compact, kek: Buffer): string | null {
  try {
    const unwrap = createDecipheriv("id-aes256-wrap", kek, WRAP_IV);
    const contentKey = Buffer.concat([unwrap.update(wrappedKey), unwrap.final()]);
    const decipher = createDecipheriv("aes-256-gcm", contentKey, iv, GCM).setAAD(Buffer.from(aad)).setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
