import "#node-only";
import { freshKey } from "./fresh-key";
import { parseKeyRing } from "./key-ring";

/**
 * A ring with one fresh key more, which opens and does not seal: it goes to every process before anything is sealed with it.
 *
 * @param json as `parseKeyRing` takes it
 * @throws {Error} as `parseKeyRing` does
 */
export function addKey(json: string, issuedAt: Date = new Date()): { readonly ring: string; readonly keyId: string } {
  parseKeyRing(json);
  const { keys } = JSON.parse(json) as { readonly keys: readonly unknown[] };
  const fresh = freshKey("decrypt_only", issuedAt);
  return { ring: JSON.stringify({ keys: [...keys, fresh] }), keyId: fresh.kid };
}
