import type { Result } from "../result";
import type { SealContext } from "../tokens/seal-context";

/** The key is not in the ring: nothing is wrong with the value, and it must be left as it is. */
export type OpenFailure = { readonly code: "key_missing" | "moved" | "altered"; readonly keyId: string | null };

/**
 * Seals and opens secrets for rest. There is no third outcome such as "perhaps it was plain text".
 */
export type Sealer = {
  /** RFC 7516 compact serialization under the ring's primary key. */
  readonly seal: (plaintext: string, context: Omit<SealContext, "deploymentId">) => string;
  readonly open: (sealed: string, context: Omit<SealContext, "deploymentId">) => Result<string, OpenFailure>;
  /** Key id of a sealed value, for counting; null when it cannot be read. */
  readonly keyIdOf: (sealed: string) => string | null;
  readonly primaryKeyId: string;
  readonly keyIds: readonly string[];
};
