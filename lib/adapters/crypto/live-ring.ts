import "#node-only";
import { type KeyDecisions, NOTHING_DECIDED, sealingKey } from "../../core/keys/steering";
import type { HeldKey, KeyRingControl } from "../../core/ports/key-ring";
import type { Sealer } from "../../core/ports/sealer";
import type { Logger } from "../../core/ports/system";
import { fingerprintOf } from "./key-fingerprint";
import { type KeyRing, parseKeyRing, type RingKey } from "./key-ring";
import { createSealer } from "./sealer";

/** Where a ring stands that this program may read again and add to. */
export type RingFile = { readonly read: () => string; readonly add: () => string };

export type LiveRingOptions = {
  /** The ring as it was read at start. */
  readonly json: string;
  readonly deploymentId: string;
  readonly processId: string;
  /** null: the ring is given from outside. */
  readonly file: RingFile | null;
  readonly logger: Logger;
};

/**
 * A ring that follows decisions while the process runs: which key seals, which do not open any more, and what its file has
 * gained. The sealer is one for good; each of its calls goes by the ring as it is at that moment.
 */
export function liveRing({ json, deploymentId, processId, file, logger }: LiveRingOptions): {
  readonly sealer: Sealer;
  readonly control: KeyRingControl;
} {
  let text = json;
  let ring = parseKeyRing(json);
  let decisions: KeyDecisions = NOTHING_DECIDED;
  let current = createSealer(ring, deploymentId);
  const apply = (): void => {
    current = createSealer(decided(ring, decisions), deploymentId);
  };
  const read = (source: RingFile): void => {
    const now = source.read();
    if (now === text) return;
    ring = parseKeyRing(now);
    text = now;
    apply();
  };
  return {
    sealer: {
      seal: (plaintext, context) => current.seal(plaintext, context),
      open: (sealed, context) => current.open(sealed, context),
      keyIdOf: (sealed) => current.keyIdOf(sealed),
      get primaryKeyId() {
        return current.primaryKeyId;
      },
      get keyIds() {
        return current.keyIds;
      },
    },
    control: {
      processId,
      held: () => ring.keys.map(heldKey),
      sealsWith: () => current.primaryKeyId,
      follow: (next) => {
        if (JSON.stringify(next) === JSON.stringify(decisions)) return;
        decisions = next;
        apply();
      },
      reread: () => {
        if (file === null) return;
        try {
          read(file);
        } catch (error) {
          logger.error("the key ring cannot be read again: what was read before stays in use", { error });
        }
      },
      add:
        file === null
          ? null
          : () => {
              const keyId = file.add();
              read(file);
              return keyId;
            },
    },
  };
}

/** The ring as it is used: one key seals, and it opens as well whatever was decided about it. */
function decided(ring: KeyRing, decisions: KeyDecisions): KeyRing {
  const keyIds = ring.keys.filter(({ state }) => state !== "retired").map(({ keyId }) => keyId);
  const sealing = sealingKey({ primary: ring.primary.keyId, keyIds }, decisions);
  const keys = ring.keys.map((key): RingKey => {
    if (key.keyId === sealing) return { ...key, state: "primary" };
    return decisions.retired.includes(key.keyId) || key.state === "retired"
      ? { ...key, state: "retired" }
      : { ...key, state: "decrypt_only" };
  });
  const primary = keys.find(({ state }) => state === "primary");
  if (!primary) throw new Error("key ring: nothing would seal");
  return { primary, keys };
}

const heldKey = (key: RingKey): HeldKey => ({
  keyId: key.keyId,
  fingerprint: fingerprintOf(key),
  madeAt: key.issuedAt,
  state: key.state,
});
