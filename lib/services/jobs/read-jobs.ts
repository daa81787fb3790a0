import { failure } from "../../core/errors";
import { looksLikeId } from "../../core/ids";
import { etaMs, leftOf, percentOf, rateOf } from "../../core/jobs/job-progress";
import { type JobState, jobAllows } from "../../core/jobs/job-state";
import type { JobRecord, KeptItem } from "../../core/ports/jobs";
import { err, ok } from "../../core/result";
import { may } from "../../core/roles";
import { JOB_SHOWS, type JobDetailView, type JobItemView, type JobListView, type JobView } from "../../views/jobs";
import type { Actor } from "../actor";
import type { Dependencies } from "../dependencies";
import { permittedResult } from "../permitted";
import { providerView, unknownProviderView } from "../present-provider";
import { definitionOf } from "../resolve-target";
import type { JobServices } from "./contract";
import { kindNamed } from "./job-kinds";

type Deps = Pick<Dependencies, "jobs" | "clock" | "definitions">;

const A_PAGE = 25;
const ITEMS_SHOWN = 50;
const PLACE = /^\d{1,18}$/;
const WORKED_ON: ReadonlySet<JobState> = new Set<JobState>(["running"]);

/** Bulk work, newest first. @param before id of the last one of the page before, untrusted */
export const readJobs = (deps: Deps, actor: Actor, before: string | null): ReturnType<JobServices["jobs"]> =>
  permittedResult(actor, "see_health", async () => {
    const from = before !== null && looksLikeId("job", before) ? before : null;
    const found = await deps.jobs.list(from, A_PAGE + 1);
    const shown = found.slice(0, A_PAGE);
    return ok({
      jobs: shown.map(jobView),
      older: found.length > A_PAGE ? (shown.at(-1)?.id ?? null) : null,
      shownAt: deps.clock.now().toISOString(),
    } satisfies JobListView);
  });

/** One job with what failed or was skipped. */
export const readJob = (deps: Deps, actor: Actor, asked: Parameters<JobServices["job"]>[1]): ReturnType<JobServices["job"]> =>
  permittedResult(actor, "see_health", async () => {
    const job = looksLikeId("job", asked.id) ? await deps.jobs.byId(asked.id) : null;
    if (!job || job.state === "previewed") return err(failure("not_found"));
    const show =
      JOB_SHOWS.find((each) => each === asked.show) ?? (job.failed === 0 && job.skipped > job.gone ? "skipped" : "failed");
    const after = asked.after !== null && PLACE.test(asked.after) ? asked.after : null;
    const items = await deps.jobs.kept(job.id, [show], after, ITEMS_SHOWN + 1);
    const shown = items.slice(0, ITEMS_SHOWN);
    const mayAct = may(actor.role, kindNamed(job.kind)?.permission ?? "act_on_connections");
    const { query } = job.params;
    return ok({
      ...jobView(job),
      gone: job.gone,
      fault: job.fault,
      query: typeof query === "string" ? query : null,
      show,
      items: shown.map((item) => itemView(deps, item)),
      more: items.length > ITEMS_SHOWN ? (shown.at(-1)?.place ?? null) : null,
      after,
      acts: mayAct ? actsOf(job.state) : [],
      mayExport: may(actor.role, "export"),
      shownAt: deps.clock.now().toISOString(),
    } satisfies JobDetailView);
  });

const actsOf = (state: JobState): JobDetailView["acts"] => [
  ...(jobAllows(state, "paused") ? (["pause"] as const) : []),
  ...(jobAllows(state, "resumed") ? (["resume"] as const) : []),
  ...(jobAllows(state, "cancelled") ? (["cancel"] as const) : []),
];

/** How it stands, without its items. */
export function jobView(job: JobRecord): JobView {
  const { id, kind, state, createdBy, total, done, failed, skipped, createdAt, startedAt, endedAt } = job;
  return {
    id,
    kind,
    state,
    by: createdBy,
    total,
    done,
    failed,
    skipped,
    left: leftOf(job),
    percent: percentOf(job),
    rate: rateOf(job),
    etaMs: WORKED_ON.has(state) ? etaMs(job) : null,
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  };
}

function itemView(deps: Deps, { key, reason, detail, reference, at, connection }: KeptItem): JobItemView {
  const definition = connection && definitionOf(deps, connection.providerId);
  return {
    key,
    reason,
    detail,
    reference,
    at: at.toISOString(),
    connection: connection && {
      id: connection.id,
      label: connection.label,
      provider: definition ? providerView(definition, connection.environmentId) : unknownProviderView(connection.providerId),
      owner: connection.owner,
    },
  };
}
