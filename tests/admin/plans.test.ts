import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adminReads } from "@/lib/adapters/db/admin";
import { matching } from "@/lib/adapters/db/admin-matching";
import { type Database, openServer } from "@/lib/adapters/db/open";
import { readModel } from "@/lib/adapters/db/read-model";
import { refreshQueue } from "@/lib/adapters/db/refresh-queue";
import { ADMIN_SORTS, type AdminFilter, type AdminReads, type AdminSort, type PageStart } from "@/lib/core/ports/admin";
import { NOTHING } from "@/tests/support/admin-filter";
import { type Explained, explain } from "@/tests/support/explain";
import { otherReads } from "@/tests/support/other-reads";
import { plantMany } from "@/tests/support/plant-many";
import { type TestDatabase, testDatabase } from "@/tests/support/postgres";

const MANY = 100_000;
const DAY = 86_400_000;
/** Pages that finding the keys of a page of 50 may touch: by an order alone, within a few cells, and what joining 51 rows adds. */
const GATE = { keys: 70, cells: 260, joined: 800, search: 500, health: 100, queue: 1100 };
/** What holds as many rows as there are connections, or more. */
const LARGE = [
  "connection",
  "credential",
  "connection_state",
  "refresh_attempt",
  "audit_event",
  "connection_event",
  "app_user",
  "downtime",
];

let test: TestDatabase;
let database: Database;
let reads: AdminReads;
let owner: string;
let label: string;
beforeAll(async () => {
  test = await testDatabase();
  await plantMany(test.url, MANY, MANY / 25);
  // An empty table is read whole, which says nothing: these two are not empty where somebody is at work.
  await test.query(
    `insert into audit_event (actor_kind, action, result, reference, object) select 'system', 'planted', 'done', 'AA-' || i, 'con_' || i from generate_series(1, 20000) i`,
  );
  await test.query(
    "insert into connection_event (connection_id, at, type, actor_kind) select id, now() - (id % 60) * interval '1 day', 'renewed', 'holdfast' from connection where id % 5 = 0",
  );
  await test.query("analyze audit_event; analyze connection_event");
  await test.query("insert into emergency (public_id) values ('emg_planted')");
  await test.query(
    "insert into emergency_connection (emergency_id, connection_id, owner_id, ended_at) select e.id, c.id, c.owner_id, c.disconnected_at from emergency e, connection c where c.status = 'REVOKED' and c.id % 10 = 0",
  );
  database = await openServer(test.url, 3);
  reads = adminReads(database.prisma, true);
  await readModel(database.prisma).foldCounts();
  const [row] = await test.query(
    `select u.public_id, (select c.label from connection c where c.owner_id = u.id order by id limit 1) as label
     from app_user u join connection c on c.owner_id = u.id group by u.id order by count(*) desc, u.id limit 1`,
  );
  [owner, label] = [String(row?.["public_id"]), String(row?.["label"])];
});
afterAll(async () => {
  await database?.close();
  await test?.[Symbol.asyncDispose]();
});

const wholeLarge = (explained: readonly Explained[]) =>
  explained.flatMap(({ readWhole }) => readWhole).filter((table) => LARGE.includes(table));

/** A page at the front and one that starts deep inside, each explained. */
async function pages(filter: AdminFilter, sort: AdminSort): Promise<readonly Explained[]> {
  const found: Explained[] = [];
  for (const start of [null, await deepStart(filter, sort)] satisfies (PageStart | null)[]) {
    const all = await explain(test.url, () => reads.page(filter, sort, start, 50));
    expect(wholeLarge(all)).toEqual([]);
    const page = all.at(-1);
    if (page) found.push(page);
  }
  return found;
}

async function deepStart(filter: AdminFilter, sort: AdminSort): Promise<PageStart | null> {
  const { after } = await reads.page(filter, sort, null, 600);
  return after === null ? null : { side: "after", cursor: after };
}

const SORTS = ADMIN_SORTS.flatMap((by) => (["asc", "desc"] as const).map((direction): AdminSort => ({ by, direction })));

describe(`what ${MANY.toLocaleString("en")} connections cost`, () => {
  it.each(SORTS)("a page of all of them by $by $direction: an index, at the front as deep inside", async (sort) => {
    for (const page of await pages(NOTHING, sort)) {
      expect(page.keyBuffers).toBeLessThanOrEqual(GATE.keys);
      expect(page.buffers).toBeLessThanOrEqual(GATE.joined);
    }
  });

  const filters: readonly (readonly [string, () => Partial<AdminFilter>])[] = [
    ["a condition that few have", () => ({ conditions: ["reconnect"] })],
    ["a condition that nearly all have", () => ({ conditions: ["working"] })],
    ["two conditions", () => ({ conditions: ["needs_you", "trouble"] })],
    ["a marketplace", () => ({ providerId: "foxy", environmentId: "production" })],
    ["a marketplace and a condition", () => ({ providerId: "stubhub", conditions: ["ends_soon"] })],
    ["a person", () => ({ ownerId: owner })],
    ["a person and a condition", () => ({ ownerId: owner, conditions: ["working"] })],
    ["a reason", () => ({ reason: "invalid_grant" })],
    ["a reason that few have", () => ({ reason: "temporarily_unavailable" })],
    ["no tests", () => ({ isTest: false })],
    ["tests only", () => ({ isTest: true })],
  ];
  it.each(filters)("a page of those with %s, in every order: an index", async (_, filter) => {
    for (const sort of SORTS)
      for (const page of await pages({ ...NOTHING, ...filter() }, sort)) {
        expect(page.keyBuffers, JSON.stringify(sort)).toBeLessThanOrEqual(GATE.keys);
        expect(page.buffers).toBeLessThanOrEqual(GATE.joined);
      }
  });

  it("a page of what ends within a week touches no more than there is of it, in every order", async () => {
    const filter = { ...NOTHING, endsBefore: new Date(Date.now() + 7 * DAY) };
    for (const sort of SORTS)
      for (const page of await pages(filter, sort)) {
        expect(page.keyBuffers, JSON.stringify(sort)).toBeLessThanOrEqual(sort.by === "ends" ? GATE.keys : MANY / 50);
      }
  });

  it("while a marketplace is in trouble and another is paused, the order by urgency still comes from an index", async () => {
    await test.query("update client_registration set trouble = 'outage' where provider_id = 'stubhub'");
    await test.query("update client_registration set renewals_paused_at = now() where provider_id = 'foxy'");
    for (const filter of [
      NOTHING,
      { ...NOTHING, conditions: ["trouble"] as const },
      { ...NOTHING, conditions: ["paused"] as const },
    ])
      for (const page of await pages(filter, { by: "urgency", direction: "asc" }))
        expect(page.keyBuffers).toBeLessThanOrEqual(GATE.cells);
    await test.query("update client_registration set trouble = null, renewals_paused_at = null");
  });

  it("a search by how a label, an account, an email or an id begins, or for a reference, with a condition as without", async () => {
    const [row] = await test.query(
      `select c.account_name, u.email, left(c.public_id, 12) as id, (select reference from refresh_attempt where reference is not null limit 1) as reference
       from connection c join app_user u on u.id = c.owner_id where c.id = 77777`,
    );
    for (const search of [label.slice(0, -2), ...["account_name", "email", "id", "reference"].map((name) => String(row?.[name]))])
      for (const conditions of [[], ["working"], ["reconnect"]] as const)
        for (const by of ["urgency", "newest"] as const) {
          const all = await explain(test.url, () =>
            reads.page({ ...NOTHING, search, conditions }, { by, direction: "asc" }, null, 50),
          );
          expect(wholeLarge(all), search).toEqual([]);
          const [names, keys] = [all.at(-2)?.buffers ?? 0, all.at(-1)?.keyBuffers ?? 0];
          expect(names + keys, `${search} ${conditions}`).toBeLessThanOrEqual(GATE.search);
        }
  });

  it("a search for what every tenth label begins with reads no more than matches, whatever the order", async () => {
    for (const sort of SORTS)
      for (const conditions of [[], ["reconnect"]] as const) {
        const all = await explain(test.url, () => reads.page({ ...NOTHING, search: "outlet", conditions }, sort, null, 50));
        expect(wholeLarge(all)).toEqual([]);
        expect(all.at(-1)?.keyBuffers, JSON.stringify(sort)).toBeLessThanOrEqual(MANY / 50);
      }
  });

  it("counting: what is kept needs no look at a connection, and what is not stops at 10,000", async () => {
    for (const filter of [
      {},
      { conditions: ["working"] },
      { providerId: "foxy" },
      { isTest: false },
    ] satisfies Partial<AdminFilter>[]) {
      const all = await explain(test.url, () => reads.count({ ...NOTHING, ...filter }, 10_000));
      expect(all.reduce((sum, { buffers }) => sum + buffers, 0)).toBeLessThanOrEqual(GATE.health);
    }
    const all = await explain(test.url, () => reads.count({ ...NOTHING, endsBefore: new Date(Date.now() + 300 * DAY) }, 10_000));
    expect(wholeLarge(all)).toEqual([]);
    const about = await reads.count({ ...NOTHING, endsBefore: new Date(Date.now() + 300 * DAY) }, 10_000);
    const [row] = await test.query(
      "select count(*)::int as n from connection_state where ends_key < now() + interval '300 days'",
    );
    expect(about.exact).toBe(false);
    expect(Math.abs(about.count / Number(row?.["n"]) - 1)).toBeLessThan(0.1);
    expect(await reads.count({ ...NOTHING, ownerId: owner }, 10_000)).toMatchObject({ exact: true });
  });

  it("the overview: its counts, what ends soonest and is broken longest, the queue", async () => {
    // What is late is looked at one by one, up to a thousand; it is few, or an incident is what the overview is about.
    await test.query("update credential set refresh_after = now() + interval '1 hour' where refresh_after < now()");
    const health = await explain(test.url, () => reads.health());
    expect(health.reduce((sum, { buffers }) => sum + buffers, 0)).toBeLessThanOrEqual(GATE.health);
    const rest = [
      ...(await explain(test.url, () => reads.endingSoonest(20))),
      ...(await explain(test.url, () => reads.brokenLongest(20))),
      ...(await explain(test.url, () => reads.incidents(new Date(0), 20))),
    ];
    for (const each of rest) expect(each.buffers).toBeLessThanOrEqual(GATE.joined);
    const queue = await explain(test.url, () => reads.queue(300_000));
    expect(Math.max(...queue.map(({ buffers }) => buffers))).toBeLessThanOrEqual(GATE.queue);
    expect(wholeLarge([...health, ...rest, ...queue])).toEqual([]);
  });

  it("what is due, for renewals as for states, is found by an index", async () => {
    const due = await explain(test.url, () => refreshQueue(database.prisma).waiting());
    const settling = await explain(test.url, () => readModel(database.prisma).settleDue());
    expect(wholeLarge([...due, ...settling])).toEqual([]);
    expect(due[0]?.buffers).toBeLessThanOrEqual(GATE.keys);
    expect(settling[0]?.rowsRead).toBeLessThanOrEqual(400);
  });

  it("others who ask with the same filter get a condition that finds the same connections", async () => {
    const filter: AdminFilter = { ...NOTHING, conditions: ["trouble", "reconnect"], providerId: "ebay", search: "outlet" };
    const condition = await matching(database.prisma, filter);
    const [row] = await database.prisma.$queryRaw<
      { n: number }[]
    >`SELECT count(*)::int AS n FROM connection_state s WHERE ${condition}`;
    let streamed = 0;
    for await (const rows of reads.stream(filter, { by: "label", direction: "asc" }, 7)) streamed += rows.length;
    expect(streamed).toBeGreaterThan(7);
    expect([row?.n, (await reads.count(filter, 10_000)).count]).toEqual([streamed, streamed]);
  });

  it("would be noticed: a page by OFFSET touches a hundred times as much, and without its index a large table is read whole", async () => {
    const offset = await explain(
      test.url,
      () =>
        database.prisma.$queryRaw`SELECT connection_id FROM connection_state ORDER BY label, connection_id OFFSET 60000 LIMIT 50`,
    );
    expect(offset[0]?.buffers).toBeGreaterThan(GATE.keys * 5);
    await test.query("drop index connection_state_label_connection_id_ends_key_idx");
    const bare = await explain(test.url, () => reads.page(NOTHING, { by: "label", direction: "asc" }, null, 50));
    expect(wholeLarge(bare)).toEqual(["connection_state"]);
  });
});

describe("other pages, and what is done beside them", () => {
  const anyId = async (): Promise<string> =>
    String((await test.query("select public_id from connection order by id desc limit 1"))[0]?.["public_id"]);

  it.each(otherReads(() => ({ database, reads, owner, anyId })))("%s: an index", async (_, gate, read) => {
    const all = await explain(test.url, read);
    expect(all.length).toBeGreaterThan(0);
    expect(wholeLarge(all)).toEqual([]);
    for (const { buffers } of all) expect(buffers).toBeLessThanOrEqual(gate);
  });
});
