import { addKey } from "../adapters/crypto/add-key";
import { makeKeyRing } from "../adapters/crypto/key-ring";

/** A JWK Set with one fresh primary key. */
export const newKeyRing = (): string => makeKeyRing();

/** The same ring with one fresh key that opens and does not seal yet. @throws {Error} naming the fault, never a key */
export const withNewKey = (ring: string): string => addKey(ring).ring;
