import { looksLikeId } from "../core/ids";
import type { AdminConnection } from "../core/ports/admin";
import { ok } from "../core/result";
import type { AdminConnectionView } from "../views/admin";
import { queryText, wholeQuestion } from "../views/admin-query";
import type { Actor } from "./actor";
import { presentForAdmin } from "./admin-connection";
import { filterOf, sortOf, understoodQuery } from "./admin-filter";
import type { AdminTableServices } from "./admin-table-contract";
import { audited } from "./audited";
import type { Dependencies } from "./dependencies";
import { actOf } from "./manage-people";

type Deps = Pick<Dependencies, "admin" | "audit" | "definitions" | "clock">;

const ACTION = "connections_exported";
/** As many as a page can name. */
const MOST_NAMED = 100;

/** Connections as rows of a file. Nothing that opens an account is read on this path. */
export function exportConnections(
  deps: Deps,
  actor: Actor,
  { asked: sent, ids }: Parameters<AdminTableServices["exportConnections"]>[1],
): ReturnType<AdminTableServices["exportConnections"]> {
  return audited(deps, actor, "export", { action: ACTION, object: null }, async () => {
    const asked = wholeQuestion(understoodQuery(sent, await deps.admin.registrations()));
    const named = [...new Set(ids)].filter((id) => looksLikeId("con", id)).slice(0, MOST_NAMED);
    const records = ids.length > 0 ? byIds(deps, named) : deps.admin.stream(filterOf(asked, deps.clock.now()), sortOf(asked));
    const about = ids.length > 0 ? { named: named.length } : { query: queryText(asked) };
    // Before anything leaves: a process that dies, or a reader who lets the answer hang, must not hide that it was taken.
    await deps.audit.write(actOf(actor, "connections_export_begun", null, about));
    return ok({ rows: written(deps, actor, about, records) });
  });
}

async function* byIds(deps: Deps, ids: readonly string[]): AsyncGenerator<readonly AdminConnection[], void> {
  for (const id of ids) {
    const found = await deps.admin.connection(id);
    if (found !== null) yield [found];
  }
}

/** The rows, and once they are taken or nobody wants more of them, how many there were. */
async function* written(
  deps: Deps,
  actor: Actor,
  about: Readonly<Record<string, string | number>>,
  records: AsyncIterable<readonly AdminConnection[]>,
): AsyncGenerator<readonly AdminConnectionView[], void> {
  let rows = 0;
  let isWhole = false;
  try {
    for await (const piece of records) {
      rows += piece.length;
      yield piece.map((record) => presentForAdmin(deps, record, deps.clock.now()));
    }
    isWhole = true;
  } finally {
    await deps.audit.write({ ...actOf(actor, ACTION, null, { ...about, rows }), result: isWhole ? "done" : "failed" });
  }
}
