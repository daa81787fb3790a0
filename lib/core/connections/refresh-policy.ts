/** Total deadline of one provider call, in milliseconds. */
export const CALL_DEADLINE_MS = 10_000;
/** Three deadlines: a holder that is still waiting for a reply can never have lost its lease. */
export const LEASE_MS = 30_000;
/** Longer than a provider works on a request that nobody waits for any more. */
export const LONGEST_WORK_MS = 60_000;
/** How long after a first unproven refusal the second one is asked for (`ux.md` 3.3). */
export const secondRefusalDelayMs = 60_000;

/** The part of the lifetime in which a refresh becomes due. */
const EARLIEST = 0.6;
const LATEST = 0.85;

const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 15 * 60_000;

export type RefreshAfterInput = {
  readonly obtainedAt: Date;
  /** null: the provider tells no end, or there is none. */
  readonly expiresAt: Date | null;
  /** The provider wants a renewal at least so often, however long access lasts. */
  readonly renewWithinSeconds?: number | null;
  /** What renews it ends when it is not used for so long. */
  readonly idleSeconds?: number | null;
  readonly connectionId: string;
  readonly generation: number;
};

/**
 * When a token set becomes due: at 60-85 % of its lifetime, at a point that depends on connection
 * and generation only. Connections made in the same minute drift apart, and a restart changes nothing.
 *
 * What the provider wants renewed sooner, and what would end unused, counts as ending sooner.
 *
 * @returns null when nothing has a known end: then a refused call decides (`architecture.md` "Unknown expiry")
 */
export function refreshAfter(input: RefreshAfterInput): Date | null {
  const { obtainedAt, expiresAt, renewWithinSeconds = null, idleSeconds = null, connectionId, generation } = input;
  const untilItEnds = expiresAt === null ? Number.POSITIVE_INFINITY : expiresAt.getTime() - obtainedAt.getTime();
  const seconds = [renewWithinSeconds, idleSeconds].filter((each) => each !== null);
  const lifetime = Math.max(0, Math.min(untilItEnds, ...seconds.map((each) => each * 1000)));
  if (lifetime === Number.POSITIVE_INFINITY) return null;
  const share = EARLIEST + (LATEST - EARLIEST) * spread(`${connectionId}:${generation}`);
  return new Date(obtainedAt.getTime() + Math.floor(lifetime * share));
}

type Lives = {
  readonly expiry: { readonly renewWithinSeconds: number | null };
  readonly refreshLifetime: {
    readonly absoluteSeconds: number | null;
    readonly idleSeconds: number | null;
    readonly sliding: boolean;
  };
};

/** How often a definition wants renewals beside the end of access. A lifetime that each use begins anew is one of not being used. */
export const renewalRhythm = (
  definition: Lives | null,
): { readonly renewWithinSeconds: number | null; readonly idleSeconds: number | null } => {
  const { absoluteSeconds = null, idleSeconds = null, sliding = false } = definition?.refreshLifetime ?? {};
  const kept = [idleSeconds, sliding ? absoluteSeconds : null].filter((each) => each !== null);
  return {
    renewWithinSeconds: definition?.expiry.renewWithinSeconds ?? null,
    idleSeconds: kept.length > 0 ? Math.min(...kept) : null,
  };
};

/**
 * Milliseconds until the next try: anything between one second and a ceiling that doubles with each
 * failure, up to 15 minutes ("full jitter").
 *
 * @param failures in a row, at least 1 @param fraction in [0, 1), random
 */
export function backoffMs(failures: number, fraction: number): number {
  const ceiling = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.max(1, failures));
  return Math.floor(FIRST_BACKOFF_MS + fraction * (ceiling - FIRST_BACKOFF_MS));
}

/**
 * A text's place in [0, 1): 32-bit FNV-1a, then the final mix of MurmurHash3, without which texts
 * that differ only at their end would lie close together. Not for secrets.
 */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
