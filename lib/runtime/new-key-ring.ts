import { makeKeyRing } from "../adapters/crypto/key-ring";

/** A JWK Set with one fresh primary key. */
export const newKeyRing = (): string => makeKeyRing();
