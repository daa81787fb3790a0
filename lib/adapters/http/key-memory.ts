import type * as oauth from "oauth4webapi";
import type { Clock } from "../../core/ports/system";

/** How long a key set is used before it is read again, so that a key its issuer withdrew is not trusted for ever. */
const USED_FOR_MS = 10 * 60_000;
/** A key that is not in the set may be new: asked for at most so often, whoever sends such tokens (`security.md` B11). */
const ASK_AGAIN_MS = 60_000;
/** After a reading that failed, so that a server that hangs does not cost every call its whole deadline. */
const AFTER_FAILURE_MS = 10_000;
/** An address may be made of variables, so their number is bounded. */
const MOST_ADDRESSES = 64;

export type KeySet = oauth.JWKS;

type Wanted = {
  /** What the set is kept under; two environments never share one. */
  readonly name: string;
  /** Reads the set anew. Never rejects; null: it cannot be read. */
  readonly ask: () => Promise<KeySet | null>;
  /** The set that lacked a key: another one is wanted, if one may be read by now. */
  readonly insteadOf: KeySet | null;
  /** How long the caller can wait. */
  readonly withinMs: number;
};

/**
 * The key sets of issuers, read when they are first needed and kept for a while.
 *
 * Whoever needs a set that is just being read waits for that reading. A reading that fails takes nothing
 * away from a set that is still good.
 *
 * @returns null when there is no set to use now
 */
export type KeyMemory = (wanted: Wanted) => Promise<KeySet | null>;

type Kept = { set: KeySet | null; readAtMs: number; askedAtMs: number; asking: Promise<KeySet | null> | null };

export function keyMemory(clock: Pick<Clock, "monotonicMs">): KeyMemory {
  const memory = new Map<string, Kept>();
  return async ({ name, ask, insteadOf, withinMs }) => {
    const kept = recall(memory, name);
    const usable = () => (kept.set !== null && clock.monotonicMs() - kept.readAtMs < USED_FOR_MS ? kept.set : null);
    const known = usable();
    if (known !== null && known !== insteadOf) return known;
    const pauseMs = known === null ? AFTER_FAILURE_MS : ASK_AGAIN_MS;
    if (kept.asking === null && clock.monotonicMs() - kept.askedAtMs >= pauseMs) {
      kept.askedAtMs = clock.monotonicMs();
      kept.asking = ask().then((set) => {
        kept.asking = null;
        if (set === null) return usable();
        kept.readAtMs = clock.monotonicMs();
        kept.set = set;
        return set;
      });
    }
    return kept.asking === null ? known : within(kept.asking, withinMs);
  };
}

function recall(memory: Map<string, Kept>, name: string): Kept {
  const known = memory.get(name);
  if (known) return known;
  const [oldest] = memory.keys();
  if (oldest !== undefined && memory.size >= MOST_ADDRESSES) memory.delete(oldest);
  const fresh: Kept = { set: null, readAtMs: 0, askedAtMs: Number.NEGATIVE_INFINITY, asking: null };
  memory.set(name, fresh);
  return fresh;
}

/** The reading goes on for whoever comes next; this caller's deadline does not wait for it. */
function within(reading: Promise<KeySet | null>, ms: number): Promise<KeySet | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), Math.max(0, ms));
    void reading.then((set) => {
      clearTimeout(timer);
      resolve(set);
    });
  });
}
