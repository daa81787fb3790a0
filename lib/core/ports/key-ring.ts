import type { KeyDecisions } from "../keys/steering";

/** A key of this process's ring, as far as everybody may know it. */
export type HeldKey = {
  readonly keyId: string;
  /** 8 bytes of an HMAC under the key, in groups of four hexadecimal digits. */
  readonly fingerprint: string;
  readonly madeAt: Date;
  /** As the ring itself says. */
  readonly state: "primary" | "decrypt_only" | "retired";
};

/** The ring of this process. No method gives a key away. */
export type KeyRingControl = {
  /** Names this process among those that hold a ring. */
  readonly processId: string;
  readonly held: () => readonly HeldKey[];
  readonly sealsWith: () => string;
  /** Does from now on as was decided. */
  readonly follow: (decisions: KeyDecisions) => void;
  /** Reads the ring again where it stands in a file of ours. One that cannot be read leaves everything as it was. */
  readonly reread: () => void;
  /**
   * Adds a fresh key to the ring's file, which opens and does not seal. null: the ring is given from outside, and nothing
   * here can add to it.
   *
   * @returns its id
   */
  readonly add: (() => string) | null;
};
