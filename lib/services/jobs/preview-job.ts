import { type Failure, failure } from "../../core/errors";
import { looksLikeId } from "../../core/ids";
import { type BulkAct, isBulkAct, type SkipReason, skipReason, wantsNumber } from "../../core/jobs/bulk-act";
import { type FactGroup, LOOKED_AT, type Picked } from "../../core/ports/jobs";
import { err, ok, type Result } from "../../core/result";
import { type AdminQuery, NO_QUERY, readQuery } from "../../views/admin-query";
import type { JobAsk, JobPreviewView } from "../../views/jobs";
import type { Actor } from "../actor";
import { adminFilter } from "../admin-filter";
import { placeView } from "../admin-provider";
import type { Dependencies } from "../dependencies";
import { permittedResult } from "../permitted";
import { isRecent } from "../recent-sign-in";
import { newJobId } from "./begin-job";
import type { JobServices } from "./contract";
import { pickedOf } from "./picked";
import { takesMs } from "./takes";

/** Dangerous acts want somebody who proved not longer ago than this that it is them (`ux.md` 2.0). */
export const STEP_UP_MS = 10 * 60_000;
/** As many as a page of the list can show. */
const MOST_IDS = 100;

/** What is asked for, as far as it means anything. */
export type Understood = {
  readonly act: BulkAct;
  readonly picked: Picked;
  /** null: ids were picked. */
  readonly query: AdminQuery | null;
  /** What the list was asked for that they were picked in. */
  readonly list: AdminQuery;
};

/** @returns `form_invalid`: nothing that can be done, or nothing that it could be done to */
export async function understand(
  deps: Pick<Dependencies, "admin" | "clock">,
  { act, ids, all, query }: JobAsk,
): Promise<Result<Understood, Failure>> {
  if (!isBulkAct(act)) return err(failure("form_invalid"));
  const { asked, filter } = await adminFilter(deps, query);
  const list = { ...asked, after: "", before: "", size: "" };
  if (all) return ok({ act, picked: { filter }, query: list, list });
  const known = [...new Set(ids.filter((id) => looksLikeId("con", id)))].slice(0, MOST_IDS);
  return known.length === 0
    ? err(failure("form_invalid", "nothing picked"))
    : ok({ act, picked: { ids: known }, query: null, list });
}

/** What a job would do and to how many, and what it would pass over and why. */
export function previewJob(
  deps: Dependencies,
  actor: Actor,
  asked: Parameters<JobServices["previewJob"]>[1],
): ReturnType<JobServices["previewJob"]> {
  return permittedResult(actor, "act_on_connections", async () => {
    const kept = asked.kept === null ? null : await keptOf(deps, actor, asked.kept);
    if (asked.kept !== null && kept === null) return err(failure("not_found"));
    const found = kept ? ok(kept) : await understand(deps, asked);
    if (!found.ok) return found;
    const { act, picked, query, list } = found.value;
    const [groups, { sessionAgeMs }] = await Promise.all([
      deps.bulk.groups(picked),
      act === "disconnect" ? deps.attempts.inSession(actor.sessionId) : { sessionAgeMs: 0 },
    ]);
    return ok({
      ...(await sumUp(deps, act, groups)),
      act,
      job: kept?.job ?? newJobId(deps),
      isKept: kept !== null,
      wantsSignIn: !isRecent(sessionAgeMs, STEP_UP_MS),
      ids: "ids" in picked ? picked.ids : [],
      query,
      list,
    } satisfies JobPreviewView);
  });
}

/** A job that waits for its maker to sign in again. */
async function keptOf(deps: Dependencies, actor: Actor, id: string): Promise<(Understood & { readonly job: string }) | null> {
  const job = looksLikeId("job", id) ? await deps.jobs.byId(id) : null;
  if (job?.state !== "previewed" || job.createdBy?.id !== actor.userId || !isBulkAct(job.kind)) return null;
  const query = storedQuery(job.params["query"]);
  return { job: id, act: job.kind, picked: pickedOf(job.params), query, list: query ?? NO_QUERY };
}

/** The question of a stored job, as the list's address has it; null: ids were picked. */
export function storedQuery(text: unknown): AdminQuery | null {
  if (typeof text !== "string") return null;
  const sent = new URLSearchParams(text);
  return { ...NO_QUERY, ...readQuery((name) => sent.getAll(name)) };
}

type Sums = Pick<JobPreviewView, "total" | "able" | "places" | "skips" | "takesMs" | "isAbout" | "wantsNumber">;

async function sumUp(deps: Dependencies, act: BulkAct, groups: readonly FactGroup[]): Promise<Sums> {
  const takes = await takesMs(
    deps,
    act,
    groups.map(({ registrationId }) => registrationId),
  );
  const places = new Map<string, { count: number; able: number; of: FactGroup; slowest: number | null }>();
  const perRegistration = new Map<string, number>();
  const skips = new Map<SkipReason, number>();
  for (const group of groups) {
    const reason = skipReason(act, group);
    const place = `${group.providerId}.${group.environmentId}`;
    const sum = places.get(place) ?? { count: 0, able: 0, of: group, slowest: null };
    sum.count += group.count;
    if (reason === null) {
      sum.able += group.count;
      const most = (perRegistration.get(group.registrationId) ?? 0) + group.count;
      perRegistration.set(group.registrationId, most);
      const needs = takes(group.registrationId, most);
      if (needs !== null) sum.slowest = Math.max(sum.slowest ?? 0, needs);
    } else skips.set(reason, (skips.get(reason) ?? 0) + group.count);
    places.set(place, sum);
  }
  const rows = [...places.values()].sort((a, b) => b.count - a.count);
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const able = rows.reduce((sum, row) => sum + row.able, 0);
  return {
    total,
    able,
    places: rows.map(({ of, count, able: some, slowest }) => ({
      provider: placeView(deps, of),
      count,
      able: some,
      takesMs: slowest,
    })),
    skips: [...skips].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
    takesMs: Math.max(takes(null, able) ?? 0, ...rows.map(({ slowest }) => slowest ?? 0)),
    isAbout: total > LOOKED_AT,
    wantsNumber: wantsNumber(act, total),
  };
}
