import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";

const entry = (n: number) =>
  ({ action: "tested", actorKind: "holdfast", actorId: null, object: `con_${n}`, result: "done", data: { n } }) as const;

/** A house whose log holds so many entries, all of them in the chain. */
async function written(count: number): Promise<House> {
  const house = await buildHouse();
  await house.database.query(
    `insert into audit_event (actor_kind, action, object, result, data)
     select 'holdfast', 'tested', 'con_' || n, 'done', jsonb_build_object('n', n) from generate_series(1, $1::int) n`,
    [count],
  );
  while ((await house.container.dependencies.auditChain.seal()) > 0);
  return house;
}

/** What somebody does who owns the database and does not want to be seen. */
const inSecret = (house: House, sql: string) =>
  house.database.query(`alter table audit_event disable trigger user; ${sql}; alter table audit_event enable trigger user`);

/** Writes entries from one on again so that each fits the one before: what a thief of the database would do. */
const rechained = (from: number) => `do $$
  declare one audit_event; last text := (select hash from audit_event where seq = ${from - 1});
  begin
    for one in select * from audit_event where seq >= ${from} order by seq loop
      update audit_event set prev_hash = last, hash = audit_digest(one, one.seq, last) where id = one.id returning hash into last;
    end loop;
  end $$`;

describe("the log cannot be changed unseen (F10)", () => {
  let house: House;
  beforeAll(async () => {
    house = await written(120);
  });
  afterAll(() => house[Symbol.asyncDispose]());

  it("holds as it was written, and says up to when", async () => {
    const state = await house.container.dependencies.auditChain.check();

    const [newest] = await house.database.query("select max(at) as at from audit_event");
    expect(state).toMatchObject({ fault: null, entries: 120, completeTo: newest?.["at"] });
  });

  it("refuses to be changed, thinned out or emptied by whoever may write to it", async () => {
    for (const sql of [
      "update audit_event set action = 'other' where seq = 7",
      "update audit_event set seq = 700 where seq = 7",
      "delete from audit_event where seq = 7",
      "truncate audit_event",
    ])
      await expect(house.database.query(sql), sql).rejects.toThrow("what was written stays as it is");
  });

  it.each([
    ["changed", "update audit_event set actor_id = 'usr_other' where seq = 40", "40", "changed"],
    ["dated back", "update audit_event set at = at - interval '1 hour' where seq = 41", "41", "changed"],
    ["deleted", "delete from audit_event where seq = 50", "50", "missing"],
    ["the newest ones deleted", "delete from audit_event where seq > 117", "118", "missing"],
    [
      "swapped",
      "update audit_event set seq = case seq when 60 then -61 else -60 end where seq in (60, 61); update audit_event set seq = -seq where seq < 0",
      "60",
      "changed",
    ],
    [
      "changed and chained again to the end",
      `update audit_event set result = 'denied' where seq = 70; ${rechained(70)}`,
      "120",
      "changed",
    ],
  ])("finds entries that were %s, and names the first", async (_how, sql, seq, why) => {
    await house.database.query("create schema kept; create table kept.rows as select * from audit_event");
    await inSecret(house, sql);

    const state = await house.container.dependencies.auditChain.check();
    const standing = await house.container.dependencies.auditChain.standing();

    await inSecret(house, "delete from audit_event; insert into audit_event select * from kept.rows; drop schema kept cascade");
    expect(state.fault).toEqual({ seq, why });
    expect(standing?.fault).toEqual({ seq, why });
    expect((await house.container.dependencies.auditChain.check()).fault).toBeNull();
  });

  it("goes on behind a gap instead of closing it, and what was signed stays signed", async () => {
    await using other = await written(10);
    const { auditChain, audit } = other.container.dependencies;
    await inSecret(other, "delete from audit_event where seq > 8");

    await audit.write(entry(11));
    await auditChain.seal();

    expect((await auditChain.check()).fault).toEqual({ seq: "9", why: "missing" });
    expect(await other.database.query("select max(seq)::int as seq from audit_event")).toEqual([{ seq: 11 }]);
  });

  it("a signature of somebody else is none", async () => {
    await using other = await written(10);
    await other.database.query("update audit_anchor set signature = 'eA.eA' where kind = 'head'");

    expect((await other.container.dependencies.auditChain.check()).fault).toEqual({ seq: "10", why: "unsigned" });
  });
});

describe("the log while others write", () => {
  it("gives each entry one place while several processes write and seal at once", async () => {
    await using house = await buildHouse();
    const { auditChain, audit } = house.container.dependencies;
    const writer = async (from: number) => {
      for (let n = 0; n < 20; n++) {
        await audit.write(entry(from + n));
        await auditChain.seal();
      }
    };

    await Promise.all([0, 100, 200, 300, 400].map(writer));
    while ((await auditChain.seal()) > 0);

    const [row] = await house.database.query(
      "select count(*)::int as n, count(distinct seq)::int as places, max(seq)::int as last from audit_event",
    );
    expect(row).toEqual({ n: 100, places: 100, last: 100 });
    expect((await auditChain.check()).fault).toBeNull();
  });

  it("nobody who writes an entry waits for the chain", async () => {
    await using house = await buildHouse();
    const { auditChain, audit } = house.container.dependencies;
    const release = await held(house);

    await audit.write(entry(1));
    expect(await auditChain.seal()).toBe(0);
    await release();

    expect(await auditChain.seal()).toBe(1);
  });

  it("forgets what is old and still holds, also when everything is forgotten", async () => {
    await using house = await written(30);
    const { auditChain, audit } = house.container.dependencies;
    await inSecret(
      house,
      `update audit_event set at = now() - interval '400 days' where seq <= 12; ${rechained(1).replace("last text := (select hash from audit_event where seq = 0)", "last text := ''")}`,
    );
    await house.database.query("delete from audit_anchor");
    await audit.write(entry(31));
    await auditChain.seal();

    await auditChain.forget(365);
    expect(await auditChain.check()).toMatchObject({ fault: null, entries: 19 });
    await auditChain.forget(-1);
    await audit.write(entry(32));
    await auditChain.seal();

    expect(await house.database.query("select seq::int from audit_event")).toEqual([{ seq: 32 }]);
    expect((await auditChain.check()).fault).toBeNull();
    await house.database.query("update audit_anchor set seq = seq - 5, signature = 'eA.eA' where kind = 'start'");
    expect((await auditChain.check()).fault).not.toBeNull();
  });

  it("forgetting a person takes nothing from the log, which never named them", async () => {
    await using house = await buildHouse();
    const jane = await makeSeller(house);
    const { auditChain } = house.container.dependencies;
    const [person] = await house.database.query("select email from app_user where public_id = $1", [jane.userId]);
    await auditChain.seal();

    await house.container.accounts.forget(String(person?.["email"]), { ...entry(1), action: "person_forgotten" });
    await auditChain.seal();

    expect(JSON.stringify(await house.database.query("select * from audit_event"))).not.toContain(person?.["email"]);
    expect((await auditChain.check()).fault).toBeNull();
  });
});

/** Holds the place where the chain is made longer, as another process would. */
async function held(house: House): Promise<() => Promise<void>> {
  let release: () => void = () => undefined;
  const done = house.container.database.prisma.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('holdfast.audit'))::text`;
      await new Promise<void>((resolve) => {
        release = resolve;
        started();
      });
    },
    { timeout: 20_000 },
  );
  function started() {
    ready();
  }
  let ready: () => void = () => undefined;
  await new Promise<void>((resolve) => {
    ready = resolve;
  });
  return async () => {
    release();
    await done;
  };
}
