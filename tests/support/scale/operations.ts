import { adminReads } from "@/lib/adapters/db/admin";
import { writeCursor } from "@/lib/adapters/db/list-cursor";
import type { Database } from "@/lib/adapters/db/open";
import { readModel } from "@/lib/adapters/db/read-model";
import { refreshQueue } from "@/lib/adapters/db/refresh-queue";
import type { AdminFilter, AdminSort, PageStart } from "@/lib/core/ports/admin";
import { NOTHING } from "../admin-filter";

const DAY = 86_400_000;
const A_PAGE = 50;
const URGENCY: AdminSort = { by: "urgency", direction: "asc" };

/** Something that a page or the engine does, under the name that the table gives it. */
export type Operation = { readonly name: string; readonly work: () => Promise<unknown> };

/** What admins' pages and the engine's looks ask of a database, all of it through the adapters that they use. */
export async function operationsOn(database: Database): Promise<readonly Operation[]> {
  const reads = adminReads(database.prisma, true);
  const page = (filter: Partial<AdminFilter>, sort = URGENCY, start: PageStart | null = null) =>
    reads.page({ ...NOTHING, ...filter }, sort, start, A_PAGE);
  const { rows } = await database.query(
    `SELECT s.urgency::text, s.urgent_at::text, s.label, s.connection_id::text AS id, u.public_id AS owner, left(c.label, greatest(8, length(c.label) - 1)) AS begins,
       u.email FROM connection_state s JOIN connection c ON c.id = s.connection_id JOIN app_user u ON u.id = s.owner_id
     ORDER BY s.urgency, s.urgent_at, s.label, s.connection_id OFFSET (SELECT count(*) / 2 FROM connection_state) LIMIT 1`,
  );
  const middle = Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, value]) => [name, String(value)]));
  const { urgency = "", urgent_at = "", label = "", id = "", owner = "", begins = "", email = "" } = middle;
  const deep: PageStart = { side: "after", cursor: writeCursor("urgency", [urgency, urgent_at, label, id]) };
  const named = (name: string, work: () => Promise<unknown>): Operation => ({ name, work });
  return [
    named("List, first page", () => page({})),
    named("List, page from the middle", () => page({}, URGENCY, deep)),
    ...(["newest", "label", "ends", "since"] as const).map((by) =>
      named(`List by ${by}`, () => page({}, { by, direction: by === "newest" ? "desc" : "asc" })),
    ),
    named("Filter: needs its seller", () => page({ conditions: ["reconnect"] })),
    named("Filter: having trouble", () => page({ conditions: ["trouble", "needs_you"] })),
    named("Filter: working", () => page({ conditions: ["working"] })),
    named("Filter: a marketplace", () => page({ providerId: "stubhub" })),
    named("Filter: a marketplace and a state", () => page({ providerId: "stubhub", conditions: ["ends_soon"] })),
    named("Filter: a person", () => page({ ownerId: owner })),
    named("Filter: a reason", () => page({ reason: "invalid_grant" })),
    named("Filter: ends within a week, by end", () =>
      page({ endsBefore: new Date(Date.now() + 7 * DAY) }, { by: "ends", direction: "asc" }),
    ),
    named("Filter: ends within a week, by label", () =>
      page({ endsBefore: new Date(Date.now() + 7 * DAY) }, { by: "label", direction: "asc" }),
    ),
    named("Search: how a label begins", () => page({ search: begins })),
    named("Search: an email", () => page({ search: email })),
    named("Search: what a tenth begins with", () => page({ search: "outlet" })),
    named("Search: the same, and a state", () => page({ search: "outlet", conditions: ["reconnect"] })),
    named("Count: everything", () => reads.count(NOTHING, 10_000)),
    named("Count: one person's", () => reads.count({ ...NOTHING, ownerId: owner }, 10_000)),
    named("Count: a search that a tenth matches", () => reads.count({ ...NOTHING, search: "outlet" }, 10_000)),
    named("Overview: counts and lateness", () => reads.health()),
    named("Overview: ending soonest", () => reads.endingSoonest(20)),
    named("Overview: broken longest", () => reads.brokenLongest(20)),
    named("Overview: the queue", () => reads.queue(300_000)),
    named("Engine: what is due", () => refreshQueue(database.prisma).waiting()),
    named("Engine: states that time changed", () => readModel(database.prisma).settleDue()),
  ];
}
