import type { SealContext } from "../tokens/seal-context";

/** A sealed value and everything that says where it belongs. `key` is the public id of its connection, started flow or client. */
export type SealedValue = {
  readonly key: string;
  readonly table: "credential" | "attempt" | "registration";
  readonly sealed: string;
  /** Under which key it is counted; null: it says so itself only. */
  readonly countedAs: string | null;
  /** As its row says; another one means that somebody has written since. */
  readonly generation: number;
  /** What it may be bound to, the likeliest first. */
  readonly contexts: readonly Omit<SealContext, "deploymentId">[];
};

export type Resealed = { readonly value: SealedValue; readonly sealed: string; readonly keyId: string };

/** Where a run through token sets stands: under which key, after which row. */
export type ResealPlace = { readonly keyId: string; readonly after: string };

/** Sealed values, to be sealed again under another key. */
export type ResealStore = {
  /** Keys that token sets are sealed with, in order. */
  readonly keysInUse: () => Promise<readonly string[]>;
  /** Whose token sets are sealed with one key, in the order of their rows. */
  readonly connectionsOf: (
    place: ResealPlace,
    limit: number,
  ) => Promise<readonly { readonly key: string; readonly row: string }[]>;
  /** Of clients and of started flows: few. Whatever key they are sealed with. */
  readonly others: () => Promise<readonly SealedValue[]>;
  /** What is sealed for these, now. Unknown ones, and those that hold nothing any more, are not in it. */
  readonly values: (keys: readonly string[]) => Promise<readonly SealedValue[]>;
  /**
   * Writes what was sealed again, each only where nobody has written since: same generation, same value.
   *
   * @returns the keys of those that were written
   */
  readonly replace: (resealed: readonly Resealed[]) => Promise<ReadonlySet<string>>;
};
