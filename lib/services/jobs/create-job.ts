import { type Failure, failure } from "../../core/errors";
import { looksLikeId } from "../../core/ids";
import { isBulkAct, wantsNumber } from "../../core/jobs/bulk-act";
import type { NewAudit } from "../../core/ports/history";
import type { JobParams, JobRecord } from "../../core/ports/jobs";
import { err, ok, type Result } from "../../core/result";
import { queryText } from "../../views/admin-query";
import type { Actor } from "../actor";
import { audited } from "../audited";
import type { Dependencies } from "../dependencies";
import { isRecent } from "../recent-sign-in";
import type { JobServices } from "./contract";
import type { JobOrder } from "./job-kind";
import { kindNamed } from "./job-kinds";
import { pickedOf, pickedParams } from "./picked";
import { STEP_UP_MS, understand } from "./preview-job";

type Input = Parameters<JobServices["createJob"]>[1];

/** So much may change between the page and its answer without somebody having to look again. */
const A_FEW = 5;
const SHARE = 0.1;

/** Begins bulk work on connections, for whoever has seen what it would do. */
export const createJob = (deps: Dependencies, actor: Actor, input: Input): ReturnType<JobServices["createJob"]> =>
  audited(deps, actor, "act_on_connections", { action: "job_created", object: input.job }, () => create(deps, actor, input));

async function create(deps: Dependencies, actor: Actor, input: Input): Promise<Result<{ readonly id: string }, Failure>> {
  if (!looksLikeId("job", input.job)) return err(failure("form_invalid", "no id"));
  const known = await deps.jobs.byId(input.job);
  if (known && known.createdBy?.id !== actor.userId) return err(failure("not_found"));
  // Sent twice, or from a page that was gone back to.
  if (known && known.state !== "previewed") return ok({ id: known.id });
  const ordered = known ? ok({ kind: known.kind, params: known.params }) : await orderOf(deps, input);
  if (!ordered.ok) return ordered;
  const { kind, params } = ordered.value;
  if (!isBulkAct(kind)) return err(failure("form_invalid"));

  const groups = await deps.bulk.groups(pickedOf(params));
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return err(failure("changed_meanwhile"));
  // What cannot be taken back is done to no more than somebody has seen.
  if (kindNamed(kind)?.isConfirmed && total > input.shown) return err(failure("changed_meanwhile"));
  if (Math.abs(total - input.shown) > Math.max(A_FEW, input.shown * SHARE)) return err(failure("changed_meanwhile"));
  if (wantsNumber(kind, input.shown) && numberOf(input.typed) !== input.shown)
    return err({ ...failure("form_invalid"), field: "number" });
  const order = { kind, params: { ...params, confirmed: input.shown }, total };
  if (kindNamed(kind)?.stepUp !== true || (await hasJustSignedIn(deps, actor)))
    return begin(deps, actor, input.job, order, known);
  if (!known) await deps.jobs.create({ ...order, id: input.job, state: "previewed", createdBy: actor.userId }, []);
  return err(failure("sign_in_again"));
}

async function orderOf(
  deps: Dependencies,
  input: Input,
): Promise<Result<{ readonly kind: string; readonly params: JobParams }, Failure>> {
  const found = await understand(deps, input);
  if (!found.ok) return found;
  const { act, picked, query } = found.value;
  const kept = "ids" in picked ? picked : { filter: { ...picked.filter, cells: await deps.bulk.cells(picked.filter) } };
  return ok({ kind: act, params: { ...pickedParams(kept), ...(query && { query: queryText(query) }) } });
}

async function begin(
  deps: Dependencies,
  actor: Actor,
  id: string,
  order: JobOrder,
  known: JobRecord | null,
): Promise<Result<{ readonly id: string }, Failure>> {
  const audit = [{ ...auditOf(actor, id, "job_created"), data: { kind: order.kind, count: order.total } }];
  if (known === null) {
    await deps.jobs.create({ ...order, id, state: "waiting", createdBy: actor.userId }, audit);
    return ok({ id });
  }
  await deps.jobs.change(id, "started", audit);
  return ok({ id });
}

async function hasJustSignedIn(deps: Dependencies, actor: Actor): Promise<boolean> {
  const { sessionAgeMs } = await deps.attempts.inSession(actor.sessionId);
  return isRecent(sessionAgeMs, STEP_UP_MS);
}

/** As people write numbers: "1,000", "1.000", "1 000". */
const numberOf = (typed: string): number => Number(typed.replace(/[\s.,'’]/gu, "") || Number.NaN);

const auditOf = (actor: Actor, id: string, action: string): NewAudit => ({
  action,
  actorKind: "admin",
  actorId: actor.userId,
  object: id,
  result: "done",
});
