import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { peoplePage } from "@/lib/adapters/db/admin-people";
import { auditPage } from "@/lib/adapters/db/audit-reads";
import type { Prisma } from "@/lib/adapters/db/generated/client";
import type { PeopleFilter } from "@/lib/core/ports/admin-people";
import type { AuditFilter } from "@/lib/core/ports/audit-trail";
import { explain } from "@/tests/support/explain";
import { buildHouse, type House } from "@/tests/support/house";

let house: House;
beforeAll(async () => {
  house = await buildHouse();
  const { query } = house.database;
  await query(
    `insert into app_user (public_id, name, email, role, disabled_at, invited_until)
     select 'usr_' || lpad(n::text, 20, '0'), 'Person ' || n, 'person' || n || '@shop.test',
       (case when n % 1000 = 0 then 'owner' when n % 500 = 0 then 'admin' when n % 300 = 0 then 'viewer' else 'seller' end)::"Role",
       case when n % 700 = 0 then now() end, case when n % 900 = 0 then now() end from generate_series(1, 40000) n`,
  );
  await query(
    `insert into audit_event (at, actor_kind, actor_id, action, object, result, came_from, reference, data)
     select now() - n * interval '1 minute', 'admin', 'usr_' || lpad((n % 400 + 1)::text, 20, '0'), 'action_' || n % 50, 'con_' || n % 5000,
       case n % 200 when 0 then 'denied' when 1 then 'failed' else 'done' end, '10.0.' || n % 250 || '.0/24',
       case when n % 100 = 0 then 'K7-' || n end, '{}' from generate_series(1, 60000) n`,
  );
  await query("analyze");
}, 60_000);
afterAll(() => house[Symbol.asyncDispose]());

/** Every step of the plan of a statement, as PostgreSQL tells it. */
async function planOf({ text, values }: Prisma.Sql): Promise<string> {
  const rows = await house.database.query(`explain (costs off) ${text}`, values);
  return rows.map((row) => String(row["QUERY PLAN"])).join("\n");
}

const NOBODY: PeopleFilter = { role: null, state: null, search: null };
const NOTHING: AuditFilter = {
  action: null,
  actorId: null,
  object: null,
  result: null,
  cameFrom: null,
  reference: null,
  since: null,
  until: null,
};
const long = (table: string) => new RegExp(`Seq Scan on ${table}`);

describe("40,000 people", () => {
  it.each<[string, Partial<PeopleFilter>]>([
    ["everybody", {}],
    ["owners", { role: "owner" }],
    ["sellers", { role: "seller" }],
    ["who is in", { state: "in" }],
    ["who was invited", { state: "invited" }],
    ["who has left", { state: "deactivated" }],
    ["by how a name begins", { search: "person 399" }],
    ["by an address and a role", { search: "person39", role: "viewer" }],
  ])("%s: a page is read by an index", async (_name, filter) => {
    const start = { towards: "older", from: "usr_00000000000000030000" } as const;
    for (const from of [null, start])
      expect(await planOf(peoplePage({ ...NOBODY, ...filter }, from, 50))).not.toMatch(long("app_user"));
  });
});

describe("a log of 60,000 entries", () => {
  it.each<[string, Partial<AuditFilter>]>([
    ["all", {}],
    ["an act", { action: "action_7" }],
    ["who", { actorId: "usr_00000000000000000007" }],
    ["an object", { object: "con_77" }],
    ["done", { result: "done" }],
    ["denied", { result: "denied" }],
    ["failed", { result: "failed" }],
    ["from where", { cameFrom: "10.0.7.0/24" }],
    ["a reference", { reference: "K7-100" }],
    ["between two days", { since: new Date(Date.now() - 9e8), until: new Date(Date.now() - 8e8) }],
    ["who and what and how", { actorId: "usr_00000000000000000007", action: "action_6", result: "denied" }],
  ])("%s: a page is read by an index", async (_name, filter) => {
    const start = { towards: "older", at: new Date(Date.now() - 6e8), id: "10000" } as const;
    for (const from of [null, start, { ...start, towards: "newer" as const }])
      expect(await planOf(auditPage({ ...NOTHING, ...filter }, from, 50))).not.toMatch(long("audit_event"));
  });

  it("what acts there are is read from name to name, and what was done by or to a person by two indexes", async () => {
    const { auditReads } = house.container.dependencies;
    const read = await explain(house.database.url, async () => {
      expect(await auditReads.actions()).toHaveLength(50);
      expect(await auditReads.ofPerson("usr_00000000000000000007", 20)).toHaveLength(20);
    });

    expect(read).toHaveLength(2);
    for (const { readWhole, sql } of read) expect(readWhole, sql).not.toContain("audit_event");
  });
});
