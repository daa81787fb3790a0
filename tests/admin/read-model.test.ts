import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONDITIONS, type Condition } from "@/lib/core/connections/condition";
import { OFF_STATES, OWN_STATES, type OwnState, stateUnder } from "@/lib/core/connections/own-state";
import { TROUBLES, type Trouble } from "@/lib/core/connections/trouble";
import type { AdminConnection, AdminFilter } from "@/lib/core/ports/admin";
import { presentForAdmin } from "@/lib/services/admin-connection";
import type { Actor } from "@/lib/services/contract";
import { derivation } from "@/lib/services/derivation";
import { settleStates } from "@/lib/services/settle-states";
import { NOTHING } from "@/tests/support/admin-filter";
import { anyMember } from "@/tests/support/any-member";
import { type Member, plantCrowd } from "@/tests/support/crowd";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { withSession } from "@/tests/support/postgres-session";

const CONTAINING = { providerId: "stubhub", value: "write:sales", contains: "read:sales" };
const MANY = 800;

let house: House;
let owner: Actor;
beforeAll(async () => {
  house = await buildHouse();
  owner = await makeSeller(house, "Jane");
  const members = fc
    .sample(anyMember, { numRuns: MANY, seed: 20_261_122 })
    .map((member, place): Member => ({ ...member, owner: owner.userId, label: `Shop ${place}` }));
  await plantCrowd(house.database, members);
  await deps().readModel.syncImplied(derivation(asked()).implied);
});
afterAll(() => house[Symbol.asyncDispose]());

const instantOf = (value: unknown): number => (value instanceof Date ? value.getTime() : Number.NaN);

const deps = () => house.container.dependencies;

/** The definitions of the house, as if one of its permissions contained another. */
const asked = () => ({
  clock: deps().clock,
  definitions: house.definitions.map((each) =>
    each.id === CONTAINING.providerId
      ? { ...each, scope: { ...each.scope, implies: { [CONTAINING.value]: [CONTAINING.contains] } } }
      : each,
  ),
});

/** What all connections suffer, of every kind: the members of the crowd are alike apart from that. */
const shared = (trouble: Trouble | null, paused: boolean, stopped = false) =>
  house.database.query(
    `update client_registration set trouble = $1::text, trouble_since = now(), renewals_paused_at = case when $2 then now() end,
       emergency_at = case when $3 then now() end where provider_id = 'stubhub'`,
    [trouble, paused, stopped],
  );

const all = async (filter: AdminFilter = NOTHING): Promise<readonly AdminConnection[]> =>
  (await deps().admin.page(filter, { by: "newest", direction: "desc" }, null, MANY * 2)).rows;

const conditionAt = (row: AdminConnection, at: Date): Condition => presentForAdmin(asked(), row, at).condition;

/** Held against the pure functions, but for what changes at this very moment. */
async function expectAgreement(): Promise<void> {
  const before = new Date(Date.now() - 50);
  await settleStates(deps());
  const rows = await all();
  const listed = new Map<string, Condition>();
  for (const condition of CONDITIONS)
    for (const { connection } of await all({ ...NOTHING, conditions: [condition] })) listed.set(connection.id, condition);
  const after = new Date();
  expect(rows.length).toBe(listed.size);
  const wrong = rows.filter((row) => {
    const [was, is] = [conditionAt(row, before), conditionAt(row, after)];
    return was === is && is !== listed.get(row.connection.id);
  });
  expect(wrong.map(({ connection }) => [listed.get(connection.id), connection])).toEqual([]);
}

async function expectCounts(): Promise<void> {
  const kept = await house.database.query(
    `select own_state, sum(n)::int as n from (select registration_id, own_state, n from state_count union all
       select registration_id, own_state, n from state_delta) s group by 1 having sum(n) <> 0 order by 1`,
  );
  const counted = await house.database.query("select own_state, count(*)::int as n from connection_state group by 1 order by 1");
  expect(kept).toEqual(counted);
}

describe("how each connection stands, as it is stored", () => {
  it.each([null, ...TROUBLES].flatMap((trouble) => [false, true].map((paused) => [trouble, paused] as const)))(
    "is for random connections what the pure functions say of each of them, in trouble: %s, paused: %s",
    async (trouble, paused) => {
      await shared(trouble, paused);
      await expectAgreement();
      const rows = await house.database.query("select distinct own_state from connection_state");
      expect(rows.map((row) => row["own_state"]).sort()).toEqual([...OWN_STATES].sort());
    },
  );

  it("is paused for everybody in an emergency, but for what is ended", async () => {
    await shared("outage", false, true);
    await expectAgreement();
    expect(new Set((await deps().admin.health()).map(({ condition }) => condition))).toEqual(new Set(["paused", "disconnected"]));
    await shared(null, false);
  });

  it("is the same number in the overview, in the list's count and in the list", async () => {
    await shared("outage", false);
    await settleStates(deps());
    const health = await deps().admin.health();
    expect(health.reduce((sum, { count }) => sum + count, 0)).toBe(MANY);
    for (const condition of CONDITIONS) {
      const inOverview = health.filter((each) => each.condition === condition).reduce((sum, { count }) => sum + count, 0);
      const filter = { ...NOTHING, conditions: [condition] };
      expect(await deps().admin.count(filter, 10), condition).toEqual({ count: inOverview, exact: true });
      expect(await all(filter), condition).toHaveLength(inOverview);
    }
    await shared(null, false);
  });

  it("is in order by urgency what the trouble of its marketplace makes of it, on every page and back again", async () => {
    await shared("credentials", false);
    const states = new Map(
      (
        await house.database.query(
          "select c.public_id, s.own_state from connection_state s join connection c on c.id = s.connection_id",
        )
      ).map((row) => [String(row["public_id"]), row["own_state"] as OwnState]),
    );
    const seen: string[] = [];
    for (const direction of ["asc", "desc"] as const) {
      const sort = { by: "urgency", direction } as const;
      let page = await deps().admin.page(NOTHING, sort, null, 50);
      const there = [page];
      for (; page.after !== null; there.push(page))
        page = await deps().admin.page(NOTHING, sort, { side: "after", cursor: page.after }, 50);
      const ids = there.flatMap(({ rows }) => rows.map(({ connection }) => connection.id));
      expect(new Set(ids).size).toBe(MANY);
      const ranks = ids.map((id) =>
        OWN_STATES.indexOf(stateUnder(states.get(id) ?? "working", { trouble: "credentials", paused: false, stopped: false })),
      );
      expect(ranks).toEqual([...ranks].sort((a, b) => (direction === "asc" ? a - b : b - a)));
      const back = [page];
      for (; page.before !== null; back.push(page))
        page = await deps().admin.page(NOTHING, sort, { side: "before", cursor: page.before }, 50);
      expect(back.reverse()[0]?.rows).toEqual(there[0]?.rows);
      seen.push(ids.join());
    }
    expect(seen[0]?.split(",").reverse().join()).toBe(seen[1]);
    await shared(null, false);
  });

  it("follows random changes in random transactions of three sessions at once, some of them taken back, and so do the counts", async () => {
    const change = fc.record({ of: fc.nat({ max: MANY - 1 }), what: anyMember, kind: fc.nat({ max: 6 }), taken: fc.boolean() });
    const sessions = [1, 2, 3].map((number) =>
      withSession(house.database.url, async (session) => {
        for (const { of, what, kind, taken } of fc.sample(change, 120)) {
          const row = `(select id from connection order by id offset ${of} limit 1)`;
          const at = (ms: number | null) => (ms === null ? "null" : `now() + ${ms} * interval '1 millisecond'`);
          const connection = `update connection set status = '${what.status}', label = 'Shop ${number} ' || id || ' ${of}', scope_granted = '{${what.granted}}' where id = ${row}`;
          const credential = `update credential set access_expires_at = ${at(what.accessEnds)}, refresh_expires_at = ${at(what.permissionEnds)}, has_refresh = ${what.hasRefresh},
            failures_in_row = ${what.failures}, last_failure_class = ${what.failure ? `'${what.failure.class}'` : "null"}, last_failed_at = now() where connection_id = ${row}`;
          await session.query("begin");
          if (kind % 2 === 0) await session.query(connection);
          if (kind % 3 === 0) await session.query(credential);
          await session.query(taken && kind === 6 ? "rollback" : "commit");
        }
      }),
    );
    let ended = false;
    const folding = (async () => {
      while (!ended) await settleStates(deps());
    })();
    await Promise.all(sessions);
    ended = true;
    await folding;
    await expectAgreement();
    await expectCounts();
    const [stats] = await house.database.query(
      "select deadlocks::int as n from pg_stat_database where datname = current_database()",
    );
    expect(stats?.["n"]).toBe(0);
  });

  it("is right when two sessions change a connection and its credential at once, whichever commits first", async () => {
    const [row] = await house.database.query(
      "select c.id from connection c join connection_state s on s.connection_id = c.id where s.own_state = 'working' limit 1",
    );
    const id = Number(row?.["id"]);
    const set = (failing: boolean, paused: boolean) => [
      `update credential set failures_in_row = ${failing ? 3 : 0}, last_failure_class = 'provider', last_failed_at = now(), access_expires_at = now() - interval '1 hour',
        access_end_known = true, has_refresh = true, refresh_expires_at = null, state_until = null where connection_id = ${id}`,
      `update connection set status = '${paused ? "PAUSED" : "ACTIVE"}', scope_granted = scope_wanted where id = ${id}`,
    ];
    for (let round = 0; round < 40; round++) {
      const statements = set(round % 2 === 0, round % 3 === 0);
      await Promise.all(
        statements.map((statement) =>
          withSession(house.database.url, async (session) => {
            await session.query("begin");
            await session.query(statement);
            await new Promise((resolve) => setTimeout(resolve, 2));
            await session.query("commit");
          }),
        ),
      );
      const [now] = await house.database.query(
        "select s.own_state, t.own_state as should from connection_state s join connection_standing t using (connection_id) where connection_id = $1",
        [id],
      );
      expect(now?.["own_state"], `round ${round}`).toBe(now?.["should"]);
    }
  });

  it("is settled for many at once by a process that holds no state while it waits for somebody else's connection", async () => {
    const lacking = await house.database.query(
      "select id from connection where provider_id = 'stubhub' and not scope_wanted <@ scope_granted order by id limit 2",
    );
    const [first, second] = lacking.map((row) => Number(row["id"]));
    await withSession(house.database.url, async (session) => {
      await session.query("begin");
      await session.query(`select from connection where id = ${second} for no key update`);
      await session.query(`select from connection_state where connection_id = ${second} for no key update`);
      const syncing = deps().readModel.syncImplied([]);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await session.query(`select from connection_state where connection_id = ${first} for no key update nowait`);
      await session.query("commit");
      expect(await syncing).toBeGreaterThan(1);
    });
    await deps().readModel.syncImplied(derivation(asked()).implied);
    await expectAgreement();
  });

  it("changes by time alone as soon as somebody sweeps, and notes since when nothing can be fetched, until it can", async () => {
    const [id = ""] = await plantCrowd(house.database, [
      {
        label: "Ends now",
        owner: owner.userId,
        accessEnds: -59_000,
        failures: 3,
        failure: { class: "provider", code: "transient" },
      },
    ]);
    const standing = async () =>
      (
        await house.database.query(
          `select s.own_state, s.since, s.reason, d.began_at, d.ended_at from connection c join connection_state s on s.connection_id = c.id
           left join downtime d on d.connection_id = c.id where c.public_id = $1 order by d.id desc limit 1`,
          [id],
        )
      )[0];
    expect(await standing()).toMatchObject({ own_state: "trouble_on", reason: "transient", began_at: null });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await settleStates(deps());
    const off = await standing();
    expect(off).toMatchObject({ own_state: "trouble_off", ended_at: null });
    expect(instantOf(off?.["began_at"])).toBeLessThan(Date.now() - 59_000);
    expect(OFF_STATES).toContain(off?.["own_state"]);
    expect((await deps().admin.brokenLongest(MANY)).some(({ connection }) => connection.id === id)).toBe(true);

    await house.database.query(
      `update credential set access_expires_at = now() + interval '1 hour', obtained_at = now(), failures_in_row = 0
       where connection_id = (select id from connection where public_id = $1)`,
      [id],
    );
    const again = await standing();
    expect(again?.["own_state"]).toBe("working");
    expect(instantOf(again?.["ended_at"])).toBeGreaterThan(Date.now() - 5_000);
    await house.database.query("delete from connection where public_id = $1", [id]);
    await expectCounts();
  });

  it("is not written by a lease, nor by the renewal of what is well", async () => {
    const [id = ""] = await plantCrowd(house.database, [{ label: "Well", owner: owner.userId }]);
    const version = async () =>
      (
        await house.database.query(
          "select s.xmin::text, s.ctid::text from connection_state s join connection c on c.id = s.connection_id where c.public_id = $1",
          [id],
        )
      )[0];
    const before = await version();
    const of = "where connection_id = (select id from connection where public_id = $1)";
    await house.database.query(`update credential set lease_id = 'held', lease_until = now() ${of}`, [id]);
    await house.database.query(
      `update credential set sealed = 'next', generation = generation + 1, obtained_at = now(), access_expires_at = now() + interval '2 hours',
         refresh_after = now() + interval '1 hour', lease_id = null, failures_in_row = 0, refusals = 0, last_failure_class = null, last_failed_at = null ${of}`,
      [id],
    );
    expect(await version()).toEqual(before);
    const [credential] = await house.database.query(`select state_until from credential ${of}`, [id]);
    expect(instantOf(credential?.["state_until"])).toBeGreaterThan(Date.now() + 7_200_000);
  });
});
