import { createHash } from "node:crypto";
import { type KeyRing, parseKeyRing } from "@/lib/adapters/crypto/key-ring";
import type { SealContext } from "@/lib/core/tokens/seal-context";

export type Context = Omit<SealContext, "deploymentId">;

/** A key that is made from its name, so that a failing test fails the same way again. */
export const testKey = (name: string): Buffer => createHash("sha256").update(`test ${name}`).digest();

export const jwk = (kid: string, state: string, more: Record<string, unknown> = {}) => ({
  kty: "oct",
  kid,
  iat: 1_767_225_600,
  state,
  k: testKey(kid).toString("base64url"),
  ...more,
});

export const ringOf = (...keys: readonly unknown[]): KeyRing => parseKeyRing(JSON.stringify({ keys }));

export const contextOf = (row: number): Context => ({
  userId: `usr_${row}`,
  providerId: `provider-${row % 7}`,
  environmentId: "production",
  registrationId: `reg_${row % 3}`,
  connectionId: `con_${row}`,
  generation: 1 + (row % 50),
  kind: "token_set",
});

export const tokenSetOf = (row: number): string =>
  JSON.stringify({ accessToken: `access of row ${row}`, refreshToken: `refresh of row ${row}` });
