/** How long after its last use a key may still be needed for what lies sealed on a host's own disk, in milliseconds. */
export const JOURNAL_NEEDS_MS = 2 * 60 * 60_000;
/** A process that has not spoken for so long has stopped, or will learn what was decided before it does anything. */
export const SILENT_AFTER_MS = 20_000;

/** What owners decided about keys. It says nothing that the ring does not hold. */
export type KeyDecisions = {
  /** The key that seals from now on, and the one that rings named as such when it was chosen. */
  readonly chosen: { readonly keyId: string; readonly over: string } | null;
  /** Nothing is opened with these any more. */
  readonly retired: readonly string[];
};

export const NOTHING_DECIDED: KeyDecisions = { chosen: null, retired: [] };

/**
 * Which key seals.
 *
 * A choice counts where the ring holds that key, and until a ring names another one than it did then: whoever changes the
 * ring itself has the last word. The sealing key is never a retired one.
 */
export function sealingKey(
  ring: { readonly primary: string; readonly keyIds: readonly string[] },
  { chosen, retired }: KeyDecisions,
): string {
  if (chosen === null || chosen.over !== ring.primary) return ring.primary;
  return ring.keyIds.includes(chosen.keyId) && !retired.includes(chosen.keyId) ? chosen.keyId : ring.primary;
}

/** What stands against retiring a key. */
export type RetireObstacle =
  | { readonly why: "seals" }
  | { readonly why: "in_use"; readonly records: number }
  | { readonly why: "on_disk"; readonly until: Date }
  | { readonly why: "not_held" };

export type KeyUse = {
  readonly keyId: string;
  /** Sealed values under it. */
  readonly records: number;
  /** The processes that run seal with these. */
  readonly sealing: readonly string[];
  readonly isHeld: boolean;
  /** Since when another one seals in its place; null: it never did, as far as anybody knows. */
  readonly leftAt: Date | null;
};

/** Whether a key can go: nobody seals with it, nothing stored needs it, and nothing on a disk may. null: it can. */
export function retireObstacle(use: KeyUse, now: Date): RetireObstacle | null {
  if (use.sealing.includes(use.keyId)) return { why: "seals" };
  if (use.records > 0) return { why: "in_use", records: use.records };
  if (!use.isHeld) return { why: "not_held" };
  const until = use.leftAt === null ? null : new Date(use.leftAt.getTime() + JOURNAL_NEEDS_MS);
  return until !== null && until > now ? { why: "on_disk", until } : null;
}
