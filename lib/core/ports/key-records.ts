import type { KeyDecisions } from "../keys/steering";
import type { NewAudit } from "./history";
import type { HeldKey } from "./key-ring";

/** A running process and its keys. */
export type KeyHolder = { readonly processId: string; readonly keyIds: readonly string[]; readonly sealsWith: string };

/** A key that somebody holds or held, or that something is sealed with. */
export type KeyRecord = {
  readonly keyId: string;
  readonly fingerprint: string;
  readonly madeAt: Date;
  /** When it was last known to seal, by a decision or by a process; null: it never did. */
  readonly leftAt: Date | null;
  readonly retiredAt: Date | null;
};

/** Sealed values by key. `credentials` counts up to a limit. */
export type KeyCount = {
  readonly keyId: string;
  readonly credentials: number;
  readonly isLeast: boolean;
};

/** What is kept about keys: never one of them. */
export type KeyRecords = {
  readonly decisions: () => Promise<KeyDecisions>;
  /** Writes down what this process holds and seals with, and forgets processes that are gone. @returns what was decided */
  readonly note: (holder: KeyHolder, held: readonly HeldKey[]) => Promise<KeyDecisions>;
  readonly leave: (processId: string) => Promise<void>;
  readonly known: () => Promise<readonly KeyRecord[]>;
  /** Of the last seconds. */
  readonly holders: () => Promise<readonly KeyHolder[]>;
  /** Token sets by key. @param most counted of one key */
  readonly counted: (most: number) => Promise<readonly KeyCount[]>;
  /** Names of the keys that token sets are sealed with. */
  readonly used: () => Promise<readonly string[]>;
  /** Connections whose tokens are sealed under this key, by age. */
  readonly connectionsOf: (keyId: string, limit: number) => Promise<readonly { readonly id: string; readonly label: string }[]>;
  /** The newest run that seals everything again: a job's public id; null: none is kept. */
  readonly newestRotation: () => Promise<string | null>;
  /** Makes a key the one that seals. @param over the one that rings name as such now */
  readonly choose: (
    input: { readonly keyId: string; readonly over: string; readonly before: string },
    audit: NewAudit,
  ) => Promise<void>;
  readonly setRetired: (keyId: string, isRetired: boolean, audit: NewAudit) => Promise<void>;
};
