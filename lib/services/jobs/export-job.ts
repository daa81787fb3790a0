import { failure } from "../../core/errors";
import { looksLikeId } from "../../core/ids";
import type { JobRecord, KeptItem } from "../../core/ports/jobs";
import { err, ok } from "../../core/result";
import type { Actor } from "../actor";
import { audited } from "../audited";
import type { Dependencies } from "../dependencies";
import { definitionOf } from "../resolve-target";
import type { JobFileRow, JobServices } from "./contract";
import { kindNamed } from "./job-kinds";

type Deps = Pick<Dependencies, "jobs" | "audit" | "definitions">;

const A_PIECE = 500;

/** What came of a job, item by item: what failed, or everything that it looked at. */
export const exportJob = (
  deps: Deps,
  actor: Actor,
  { id, what }: Parameters<JobServices["exportJob"]>[1],
): ReturnType<JobServices["exportJob"]> =>
  audited(deps, actor, "export", { action: "job_exported", object: id }, async () => {
    const job = looksLikeId("job", id) ? await deps.jobs.byId(id) : null;
    if (!job || job.state === "previewed") return err(failure("not_found"));
    const count = what === "failures" ? job.failed : job.failed + job.skipped - job.gone + job.done;
    await deps.audit.write({
      action: "job_exported",
      actorKind: "admin",
      actorId: actor.userId,
      object: id,
      result: "done",
      data: { what, count },
    });
    return ok(what === "failures" ? keptRows(deps, id, ["failed"]) : everything(deps, job));
  });

async function* everything(deps: Deps, { id, kind }: JobRecord): AsyncGenerator<readonly JobFileRow[]> {
  yield* keptRows(deps, id, ["failed", "skipped"]);
  yield* doneRows(deps, id, kindNamed(kind)?.hasReceipts ?? false);
}

async function* keptRows(deps: Deps, id: string, which: readonly KeptItem["did"][]): AsyncGenerator<readonly JobFileRow[]> {
  for (let after: string | null = null; ; ) {
    const items: readonly KeptItem[] = await deps.jobs.kept(id, which, after, A_PIECE);
    if (items.length > 0) yield items.map((item) => keptRow(deps, item));
    after = items.at(-1)?.place ?? null;
    if (items.length < A_PIECE || after === null) return;
  }
}

async function* doneRows(deps: Deps, id: string, hasReceipts: boolean): AsyncGenerator<readonly JobFileRow[]> {
  for (let after: string | null = null; ; ) {
    const piece: Awaited<ReturnType<Deps["jobs"]["done"]>> = await deps.jobs.done(id, after);
    if (piece === null) return;
    yield piece.items.map(({ key, connection, receipt }) => ({
      ...named(deps, key, connection),
      result: "done",
      reason: (hasReceipts && receipt?.result) || "",
      detail: (hasReceipts && receipt?.why) || "",
      reference: (hasReceipts && receipt?.reference) || "",
      at: piece.at.toISOString(),
    }));
    after = piece.place;
  }
}

const keptRow = (deps: Deps, { key, connection, did, reason, detail, reference, at }: KeptItem): JobFileRow => ({
  ...named(deps, key, connection),
  result: did,
  reason,
  detail: detail ?? "",
  reference: reference ?? "",
  at: at.toISOString(),
});

const named = (
  { definitions }: Pick<Deps, "definitions">,
  key: string,
  connection: KeptItem["connection"],
): Pick<JobFileRow, "connection" | "label" | "provider" | "owner"> => ({
  connection: connection?.id ?? key,
  label: connection?.label ?? "",
  provider: connection ? (definitionOf({ definitions }, connection.providerId)?.displayName ?? connection.providerId) : "",
  owner: connection ? (connection.owner.email ?? connection.owner.name) : "",
});
