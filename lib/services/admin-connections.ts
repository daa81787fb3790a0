import type { Condition } from "../core/connections/condition";
import { lookOf } from "../core/connections/list-look";
import { REASON_CODES } from "../core/connections/reason-codes";
import { looksLikeReference } from "../core/ids";
import { may } from "../core/roles";
import type { AdminListView } from "../views/admin-list";
import { type AdminQuery, queryText, wholeQuestion, withoutZone } from "../views/admin-query";
import type { Actor } from "./actor";
import { presentForAdmin } from "./admin-connection";
import { filterOf, isTooShort, sizeOf, sortOf, understoodQuery } from "./admin-filter";
import { adminOnly } from "./admin-only";
import { placeFilter, placeView } from "./admin-provider";
import type { AdminServices } from "./contract";
import type { Dependencies } from "./dependencies";

type Deps = Pick<Dependencies, "admin" | "adminViews" | "definitions" | "clock">;

/** Counting on would cost more than the exact number is worth. */
const COUNTED = 10_000;

/** All connections, the most urgent first unless the address asks for another order. What it asks and nobody knows is left out. */
export function adminConnections(deps: Deps, actor: Actor, sent: AdminQuery): ReturnType<AdminServices["adminConnections"]> {
  return adminOnly(actor, async () => {
    const now = deps.clock.now();
    const registrations = await deps.admin.registrations();
    const places = new Map(registrations.map((each) => [placeFilter(each), each]));
    const asked = understoodQuery(sent, registrations);
    const filter = filterOf(asked, now);
    const sort = sortOf(asked);
    const [page, matching, owner, views, setting] = await Promise.all([
      deps.admin.page(filter, sort, startOf(asked), sizeOf(asked)),
      deps.admin.count(filter, COUNTED),
      asked.owner === "" ? null : deps.admin.owner(asked.owner),
      deps.adminViews.list(actor.userId),
      deps.adminViews.setting(actor.userId),
    ]);
    const query = withoutZone(queryText(wholeQuestion(asked)));
    return {
      rows: page.rows.map((row) => presentForAdmin(deps, row, now)),
      asked,
      states: filter.conditions as readonly Condition[],
      sort,
      size: sizeOf(asked),
      tooShort: isTooShort(asked),
      reference: looksLikeReference(asked.q.toUpperCase()) && may(actor.role, "see_audit") ? asked.q.toUpperCase() : null,
      providers: [...places].map(([key, place]) => ({ provider: placeView(deps, place), filter: key })),
      reasons: [...new Set([...REASON_CODES, ...(asked.reason === "" ? [] : [asked.reason])])],
      owner,
      matching,
      before: page.before,
      after: page.after,
      look: lookOf(setting),
      views: views.map((view) => ({ ...view, isShown: withoutZone(view.query) === query })),
      mayAct: may(actor.role, "act_on_connections"),
      mayExport: may(actor.role, "export"),
      shownAt: now.toISOString(),
    } satisfies AdminListView;
  });
}

function startOf({ after, before }: AdminQuery) {
  if (after !== "") return { side: "after", cursor: after } as const;
  return before === "" ? null : ({ side: "before", cursor: before } as const);
}
