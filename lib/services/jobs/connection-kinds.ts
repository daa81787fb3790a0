import type { BulkAct } from "../../core/jobs/bulk-act";
import type { ItemResult, JobRecord } from "../../core/ports/jobs";
import { pauseOrResume } from "../change-connection";
import type { Dependencies } from "../dependencies";
import { askToReconnect } from "./ask-to-reconnect";
import { disconnectFor } from "./disconnect-for";
import { eachOf, type JobKind, type JobPage } from "./job-kind";
import { pickedOf } from "./picked";
import { lookAtRenewals, refreshMany } from "./refresh-many";
import { sift } from "./sift";

/** So many connections are under way at once. Acting on a pause or a cancel takes no longer than these. */
const A_BATCH = 20;
/** Renewals wait for the limits of their marketplace, so more of them may wait side by side. */
const RENEWALS = 200;
const SIDE_BY_SIDE = 4;

const NEWEST_FIRST = { by: "newest", direction: "desc" } as const;

/** By age, which nothing changes: newer than the job's first page is none of them, and what it does to one moves no other. */
async function nextConnections(deps: Dependencies, job: JobRecord, after: string | null, limit: number): Promise<JobPage> {
  const picked = pickedOf(job.params);
  if ("ids" in picked) {
    const from = Number(after ?? 0);
    const keys = picked.ids.slice(from, from + limit);
    return { keys, cursor: String(from + keys.length), isLast: from + keys.length >= picked.ids.length };
  }
  const page = await deps.admin.page(
    picked.filter,
    NEWEST_FIRST,
    after === null ? null : { side: "after", cursor: after },
    limit,
  );
  return { keys: page.rows.map(({ connection }) => connection.id), cursor: page.after, isLast: page.after === null };
}

type Act = (deps: Dependencies, job: JobRecord, key: string) => Promise<ItemResult>;

/** What was done before a process died looks as if it had been so before; its line in the history tells by whom it was done. */
const DOES: Readonly<Record<Exclude<BulkAct, "refresh">, { readonly run: Act; readonly leaves: string }>> = {
  ask: { run: askToReconnect, leaves: "reconnect_asked" },
  pause: { run: (deps, job, key) => setPausedFor(deps, job, key, true), leaves: "paused" },
  resume: { run: (deps, job, key) => setPausedFor(deps, job, key, false), leaves: "resumed" },
  disconnect: { run: disconnectFor, leaves: "disconnected" },
};

async function setPausedFor(deps: Dependencies, job: JobRecord, key: string, paused: boolean): Promise<ItemResult> {
  const connection = await deps.connections.byId(key);
  if (!connection) return { key, did: "skipped", reason: "gone" };
  const done = await pauseOrResume(deps, connection, paused, {
    actorKind: "admin",
    actorId: job.createdBy?.id ?? null,
    data: { job: job.id },
  });
  return done.ok ? { key, did: "done" } : { key, did: "skipped", reason: "changed" };
}

const oneByOne =
  (act: Exclude<BulkAct, "refresh">): JobKind["act"] =>
  async (deps, job, keys, again) => {
    const { run, leaves } = DOES[act];
    const { able, skipped } = sift(act, keys, await deps.bulk.facts(keys));
    const seen = again
      ? await eachOf(
          skipped.map(({ key }) => key),
          SIDE_BY_SIDE,
          async (key) =>
            (await deps.bulk.didBefore(job.id, key, leaves))
              ? { key, did: "done" }
              : (skipped.find((one) => one.key === key) ?? { key, did: "skipped", reason: "changed" }),
        )
      : skipped;
    return [...seen, ...(await eachOf(able, SIDE_BY_SIDE, (key) => run(deps, job, key)))];
  };

const connectionKind = (name: Exclude<BulkAct, "refresh">): JobKind => ({
  name,
  permission: "act_on_connections",
  stepUp: name === "disconnect",
  atOnce: A_BATCH,
  isConfirmed: name === "disconnect",
  hasReceipts: name === "disconnect",
  next: nextConnections,
  act: oneByOne(name),
  did: (deps, job, key) => deps.bulk.didBefore(job.id, key, DOES[name].leaves),
});

/** What admins do for many connections at once, by `BulkAct`. */
export const CONNECTION_KINDS: readonly JobKind[] = [
  {
    ...connectionKind("pause"),
    name: "refresh",
    atOnce: RENEWALS,
    act: refreshMany,
    // Whatever was made due waits since then.
    did: async () => false,
    look: lookAtRenewals,
  },
  connectionKind("ask"),
  connectionKind("pause"),
  connectionKind("resume"),
  connectionKind("disconnect"),
];
