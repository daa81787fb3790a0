import { etaMs, handledOf } from "../../core/jobs/job-progress";
import { jobAllows, jobIsOver } from "../../core/jobs/job-state";
import { retireObstacle } from "../../core/keys/steering";
import type { JobRecord } from "../../core/ports/jobs";
import type { KeyRecord } from "../../core/ports/key-records";
import type { HeldKey } from "../../core/ports/key-ring";
import { may } from "../../core/roles";
import type { KeysView, KeyView, MissingKeyView, RotationView } from "../../views/keys";
import type { Actor } from "../actor";
import type { Dependencies } from "../dependencies";
import { isRecent } from "../recent-sign-in";
import { countKeys, type Records } from "./count-keys";

export type KeysDeps = Pick<Dependencies, "keys" | "ring" | "reseal" | "sealer" | "jobs" | "attempts" | "clock">;

/** Whoever changes keys proved not longer ago than this that it is them (`ux.md` 2.0, the last step of its ladder). */
export const KEYS_RECENT_MS = 10 * 60_000;
const CONNECTIONS_SHOWN = 20;
const NONE: Records = { records: 0, connections: 0, isLeast: false };

/** Every key with what depends on it. No key itself comes near here. */
export async function keysPage(deps: KeysDeps, actor: Actor): Promise<KeysView> {
  const { keys, ring, clock } = deps;
  const now = clock.now();
  const [counts, known, holders, rotation, { sessionAgeMs }] = await Promise.all([
    countKeys(deps),
    keys.known(),
    keys.holders(),
    newestRotation(deps),
    deps.attempts.inSession(actor.sessionId),
  ]);
  const held = ring.held();
  const processes = Math.max(1, holders.length);
  const sealing = [ring.sealsWith(), ...holders.map(({ sealsWith }) => sealsWith)];
  const view = (id: string): KeyView => {
    const own = held.find(({ keyId }) => keyId === id);
    const record = known.find(({ keyId }) => keyId === id);
    const { records, isLeast } = counts.get(id) ?? NONE;
    const heldBy = holders.filter(({ keyIds }) => keyIds.includes(id)).length;
    const isHeld = own !== undefined && own.state !== "retired";
    const obstacle = retireObstacle({ keyId: id, records, sealing, isHeld, leftAt: record?.leftAt ?? null }, now);
    const isRetired = record?.retiredAt != null;
    return {
      id,
      fingerprint: own?.fingerprint ?? record?.fingerprint ?? null,
      madeAt: (own?.madeAt ?? record?.madeAt)?.toISOString() ?? null,
      state: stateOf({ id, isHeld, isRetired, records, sealsWith: ring.sealsWith() }),
      records,
      isLeast,
      heldBy,
      canStart: isHeld && id !== ring.sealsWith() && heldBy >= holders.length,
      obstacle: obstacle?.why ?? null,
      onDiskUntil: obstacle?.why === "on_disk" ? obstacle.until.toISOString() : null,
    };
  };
  const all = idsOf(held, known, counts).map(view);
  const behind = all
    .filter(({ state }) => state === "read_only" || state === "retired")
    .reduce((sum, { records }) => sum + records, 0);
  return {
    keys: all.sort(newestFirst),
    missing: await Promise.all(
      all.filter(({ state }) => state === "missing").map((key) => missingOf(deps, key, counts.get(key.id) ?? NONE)),
    ),
    rotation,
    behind,
    processes,
    canAdd: ring.add !== null,
    mayRotate: may(actor.role, "rotate_keys"),
    mustSignIn: !isRecent(sessionAgeMs, KEYS_RECENT_MS),
    shownAt: now.toISOString(),
  };
}

function stateOf(of: {
  readonly id: string;
  readonly isHeld: boolean;
  readonly isRetired: boolean;
  readonly records: number;
  readonly sealsWith: string;
}): KeyView["state"] {
  if (of.id === of.sealsWith) return "primary";
  if (of.isHeld) return of.isRetired ? "retired" : "read_only";
  return of.records > 0 ? "missing" : "gone";
}

const idsOf = (
  held: readonly HeldKey[],
  known: readonly KeyRecord[],
  counts: ReadonlyMap<string, Records>,
): readonly string[] => [...new Set([...held.map(({ keyId }) => keyId), ...known.map(({ keyId }) => keyId), ...counts.keys()])];

const ORDER = ["missing", "primary", "read_only", "retired", "gone"] as const;
const newestFirst = (a: KeyView, b: KeyView): number =>
  ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (b.madeAt ?? "").localeCompare(a.madeAt ?? "") || a.id.localeCompare(b.id);

async function missingOf({ keys }: KeysDeps, { id }: KeyView, of: Records): Promise<MissingKeyView> {
  const { records, isLeast, connections: waiting } = of;
  return { id, records, isLeast, waiting, connections: await keys.connectionsOf(id, CONNECTIONS_SHOWN) };
}

/** The newest run, for as long as its job is kept. */
async function newestRotation({ keys, jobs }: KeysDeps): Promise<RotationView | null> {
  const id = await keys.newestRotation();
  const job = id === null ? null : await jobs.byId(id);
  return job && rotationView(job);
}

const rotationView = (job: JobRecord): RotationView => ({
  jobId: job.id,
  state: job.state,
  done: handledOf(job),
  total: Math.max(job.total, handledOf(job)),
  failed: job.failed,
  etaMs: etaMs(job),
  isOver: jobIsOver(job.state),
  canPause: jobAllows(job.state, "paused"),
  canResume: jobAllows(job.state, "resumed"),
  canCancel: jobAllows(job.state, "cancelled"),
});
