import { handledOf } from "../../core/jobs/job-progress";
import type { ItemResult, JobRecord, OpenItem, TakenJob } from "../../core/ports/jobs";
import type { Dependencies } from "../dependencies";
import type { JobKind } from "./job-kind";
import { kindNamed } from "./job-kinds";

/** A worker that died is followed by another one after so long. */
export const JOB_LEASE_MS = 20_000;
const BEAT_EVERY_MS = 5_000;
/** After so long another job gets its turn. */
const SLICE_MS = 5_000;
/** While there is nothing to do but wait. */
const LOOK_AGAIN_MS = 500;
/** A newer version may know what to do. */
const UNKNOWN_KIND_MS = 60_000;
/** What breaks so often in a row is not going to work. */
const MOST_BROKEN = 6;
/** By so many a number may have grown since somebody confirmed it. */
const A_FEW = 5;

/**
 * Goes on with bulk work: takes the job that waited longest, works on it for a while, then the next one, until each had a
 * turn. Any number of processes may do this at once; a job whose worker died is taken over when its lease runs out.
 */
export async function runJobs(deps: Dependencies): Promise<void> {
  const met = new Set<string>();
  while (!deps.stopping()) {
    const taken = await deps.jobs.take(deps.randomness.token(16), JOB_LEASE_MS);
    if (taken === null) return;
    await runOne(deps, taken);
    if (met.has(taken.id)) return;
    met.add(taken.id);
  }
}

async function runOne(deps: Dependencies, taken: TakenJob): Promise<void> {
  try {
    await deps.jobs.giveBack(taken, await workOn(deps, taken));
  } catch (error) {
    deps.logger.error("bulk work broke off", { job: taken.id, error });
    await deps.jobs.brokeOff(taken, MOST_BROKEN);
  }
}

/** @returns for how long nobody needs to look at it */
async function workOn(deps: Dependencies, taken: TakenJob): Promise<number> {
  const until = deps.clock.monotonicMs() + SLICE_MS;
  for (;;) {
    const job = await deps.jobs.hold(taken, JOB_LEASE_MS);
    if (job === null) return 0;
    const kind = kindNamed(job.kind);
    if (kind === null) return UNKNOWN_KIND_MS;
    const moved = await whileHeld(deps, taken, () => step(deps, taken, job, kind));
    if (moved === "over") return 0;
    if (!moved) return LOOK_AGAIN_MS;
    if (deps.stopping() || deps.clock.monotonicMs() >= until) return 0;
  }
}

/** Keeps the lease for as long as the work takes. */
async function whileHeld<T>(deps: Dependencies, taken: TakenJob, work: () => Promise<T>): Promise<T> {
  let isOver = false;
  const beat = async (): Promise<void> => {
    await deps.sleep(BEAT_EVERY_MS);
    if (isOver) return;
    await deps.jobs.hold(taken, JOB_LEASE_MS);
    return beat();
  };
  beat().catch((error: unknown) => deps.logger.warn("the lease of bulk work could not be kept", { job: taken.id, error }));
  try {
    return await work();
  } finally {
    isOver = true;
  }
}

/** Everything there is to do at this moment. @returns whether anything was done; `over`: nothing is left */
async function step(deps: Dependencies, taken: TakenJob, job: JobRecord, kind: JobKind): Promise<boolean | "over"> {
  const { jobs } = deps;
  const open = await jobs.open(job.id);
  const torn = await settleTorn(deps, taken, job, kind, open);

  const waiting = open.filter(({ isWaiting }) => isWaiting).map(({ key }) => key);
  const ended = waiting.length > 0 && kind.look ? await kind.look(deps, job, waiting) : [];
  await jobs.settle(taken, ended);

  const underWay = open.length - torn - ended.length;
  const begun = await beginNext(deps, taken, job, kind, {
    room: kind.atOnce - underWay - torn,
    seen: handledOf(job) + open.length,
  });
  if (begun === "over") return begun;
  if (torn > 0 || ended.length > 0 || begun) return true;
  if (underWay > 0 || !(job.allSeen || job.state === "cancelling")) return false;
  await jobs.end(taken);
  return "over";
}

/**
 * Whoever began these died before it was written down what came of them. A paused job leaves them for when it goes on, and a
 * cancelled one only finds out what was done.
 *
 * @returns how many were looked at
 */
async function settleTorn(
  deps: Dependencies,
  taken: TakenJob,
  job: JobRecord,
  kind: JobKind,
  open: readonly OpenItem[],
): Promise<number> {
  const torn = open.filter(({ isWaiting }) => !isWaiting).map(({ key }) => key);
  if (torn.length === 0 || job.state === "paused") return 0;
  const isCancelled = job.state === "cancelling";
  const results = isCancelled
    ? await Promise.all(torn.map((key) => onlyLook(deps, job, kind, key)))
    : await kind.act(deps, job, torn, true);
  await deps.jobs.settle(taken, results);
  return torn.length;
}

const onlyLook = async (deps: Dependencies, job: JobRecord, kind: JobKind, key: string): Promise<ItemResult> =>
  (await kind.did?.(deps, job, key)) ? { key, did: "done" } : { key, did: "skipped", reason: "cancelled" };

type Room = { readonly room: number; readonly seen: number };

/** The next batch, once there is room for a good part of one: written down first, then acted on. */
async function beginNext(
  deps: Dependencies,
  taken: TakenJob,
  job: JobRecord,
  kind: JobKind,
  { room, seen }: Room,
): Promise<boolean | "over"> {
  if (job.state !== "running" || job.allSeen || room < kind.atOnce / 2) return false;
  const { keys, cursor, isLast } = await kind.next(deps, job, job.cursor, room);
  const confirmed = Number(job.params["confirmed"] ?? Number.POSITIVE_INFINITY);
  if (kind.isConfirmed && seen + keys.length > confirmed + A_FEW) {
    deps.logger.warn("bulk work came to many more than were confirmed", { job: job.id, confirmed });
    await deps.jobs.giveUp(taken, "grew");
    return "over";
  }
  const begun = await deps.jobs.begin(taken, { keys, cursor, allSeen: isLast });
  if (begun.length > 0) await deps.jobs.settle(taken, await kind.act(deps, job, begun, false));
  return keys.length > 0 || isLast;
}
