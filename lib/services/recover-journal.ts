import "#node-only";
import type { ConnectionRecord } from "../core/connections/record";
import { reference } from "../core/ids";
import type { KeptReply, ReplyFacts } from "../core/ports/journal";
import type { RefreshClaim } from "../core/ports/refreshes";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";
import { readKept } from "./recall-reply";
import { resolveTarget } from "./resolve-target";
import { openTokens, ownerOf } from "./seal-tokens";
import { settleReply } from "./settle-reply";

/** Connections at a time, so that a start after a restore does not take minutes. */
const AT_ONCE = 8;

export type JournalRecovery = {
  /** Replies that were settled now. */
  readonly settled: number;
  /** Leases whose reply is in the journal and could not be settled yet. */
  readonly left: ReadonlySet<string>;
};

/**
 * Settles every reply in the journal that the database does not have: of processes that died, of writes
 * that failed, and of a database that fell back to an older copy (`reliability.md` 3.7, rows 2, 14, 15).
 *
 * Each goes through the same fenced write as one that just came, so it may be done twice and by several
 * processes at once. What belongs to a process that runs is left to it until its lease is over.
 *
 * @returns null: the journal was not read to its end, because it cannot be read or this process is to stop, so
 *   nothing can be said about any intent
 */
export async function recoverJournal(deps: Dependencies): Promise<JournalRecovery | null> {
  // Whoever watches learns that the disk is full, or that it is not any more, before somebody needs it.
  (await deps.journal.reserve())?.release();
  const left = new Set<string>();
  const settled = new Set<string>();
  while (!deps.stopping()) {
    const kept = await deps.journal.entries();
    if (kept === null) return null;
    const open = await unsettled(deps, kept);
    for (const reply of open.waiting) left.add(reply.leaseId);
    const ready = nextOfEach(open.ready.filter(({ leaseId }) => !left.has(leaseId) && !settled.has(leaseId)));
    if (ready.length === 0) break;
    const work = async () => {
      for (let reply = ready.shift(); reply !== undefined && !deps.stopping(); reply = ready.shift())
        ((await settle(deps, reply)) ? settled : left).add(reply.leaseId);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }
  if (deps.stopping()) return null;
  await deps.journal.tidy(left).catch((error: unknown) => {
    deps.logger.warn("the journal could not be tidied", { error });
  });
  return { settled: settled.size, left };
}

/** The replies that the database lacks, in the order in which they build on each other; the last one of each lease counts. */
async function unsettled(
  deps: Dependencies,
  kept: readonly KeptReply[],
): Promise<{ readonly ready: readonly KeptReply[]; readonly waiting: readonly KeptReply[] }> {
  const lastOf = new Map(kept.map((reply) => [reply.leaseId, reply] as const));
  const open = await deps.recovery.unsettled([...lastOf.values()]);
  const found = open.flatMap(({ leaseId, leased }) => {
    const reply = lastOf.get(leaseId);
    return reply ? [{ reply, busy: reply.inFlight || (leased && reply.ownerLives) }] : [];
  });
  // Of two answers to one token the newer counts: at some providers it made the older one worthless.
  const inOrder = (a: KeptReply, b: KeptReply) => a.generation - b.generation || Date.parse(b.sentAt) - Date.parse(a.sentAt);
  const pick = (busy: boolean) => found.flatMap((one) => (one.busy === busy ? [one.reply] : [])).sort(inOrder);
  return { ready: pick(false), waiting: pick(true) };
}

/** A database that was restored may lack several renewals of a connection, each of which builds on the one before. */
const nextOfEach = (ready: readonly KeptReply[]): KeptReply[] => {
  const next = new Map<string, KeptReply>();
  for (const reply of ready) if (!next.has(reply.connectionId)) next.set(reply.connectionId, reply);
  return [...next.values()];
};

/** @returns false: it has to be tried again later */
async function settle(deps: Dependencies, kept: KeptReply): Promise<boolean> {
  try {
    return await settleKept(deps, kept);
  } catch (error) {
    deps.logger.error("a reply from the journal could not be settled", { connection: kept.connectionId, error });
    return false;
  }
}

async function settleKept(deps: Dependencies, kept: KeptReply): Promise<boolean> {
  const connection = await deps.connections.byId(kept.connectionId);
  const registration = await deps.registrations.byId(kept.registrationId);
  if (!connection || !registration) return notNow(deps, kept, "its connection or its registration is gone");
  // It came from addresses that are not the provider's any more, and each of its connections waits for its seller.
  if (kept.environmentId !== registration.environmentId) {
    deps.journal.setAside(kept.leaseId);
    return true;
  }
  const target = resolveTarget(deps, registration);
  if (!target.ok) return notNow(deps, kept, target.error.code);

  const stored = await deps.connections.storedSecret(connection.ownerId, connection.id);
  let previous: TokenSet | null = null;
  if (stored?.sealed && stored.generation === kept.generation) {
    const opened = openTokens(deps, stored.sealed, ownerOf(connection), stored.generation);
    if (!opened.ok) return notNow(deps, kept, opened.error.code);
    previous = opened.value;
  }
  const read = await readKept(deps, target.value, kept, previous?.variables ?? {});
  if (!read.ok) return notNow(deps, kept, read.error);
  // Damaged: as if it had never been kept.
  if (read.value === null) return true;

  await deps.recovery.reopen(kept);
  const claim = claimOf(kept, connection, stored?.sealed ?? "");
  const code = reference(deps.randomness.fraction);
  const result = await settleReply(deps, { claim, target: target.value, previous, asked: read.value, reference: code });
  if (!read.value.outcome.ok) deps.journal.setAside(kept.leaseId);
  deps.logger.warn("a reply from the journal was settled", {
    connection: connection.id,
    generation: kept.generation,
    result: result.ok ? "stored" : result.error.code,
  });
  return true;
}

const claimOf = (kept: ReplyFacts, connection: ConnectionRecord, sealed: string): RefreshClaim => ({
  connection,
  generation: kept.generation,
  sealed,
  leaseId: kept.leaseId,
  claimedAt: new Date(kept.sentAt),
  unknownBefore: 0,
  probes: null,
});

function notNow(deps: Pick<Dependencies, "logger">, { connectionId, generation }: ReplyFacts, why: string): false {
  deps.logger.warn("a reply in the journal waits", { connection: connectionId, generation, why });
  return false;
}
