import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import type { AdminListView } from "@/lib/views/admin-list";
import { type AdminQuery, NO_QUERY } from "@/lib/views/admin-query";
import { type Member, plantCrowd } from "@/tests/support/crowd";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";

/** In the order in which they were made, the youngest first. */
const EVERYTHING: AdminQuery = { ...NO_QUERY, sort: "newest" };
const MANY = 1_000;

let house: House;
let admin: Actor;
let jane: Actor;
let omar: Actor;
let ids: readonly string[];

beforeAll(async () => {
  house = await buildHouse();
  [admin, jane, omar] = [
    await makeSeller(house, "Ada", "admin"),
    await makeSeller(house, "Jane"),
    await makeSeller(house, "Omar"),
  ];
  const members = Array.from({ length: MANY }, (_, place): Member => {
    const owner = (place % 4 === 0 ? omar : jane).userId;
    const broken = place % 100 === 7;
    return {
      label: `Shop ${place}`,
      account: `seller${place}@market.example`,
      owner,
      ...(broken && {
        status: "NEEDS_REAUTH",
        reason: "invalid_grant",
        failure: { class: "grant", code: "invalid_grant" },
        failures: 2,
      }),
    };
  });
  ids = await plantCrowd(house.database, members);
  await plantCrowd(house.database, [
    { label: "100%_real", owner: jane.userId, account: "Ünïcode Tickets" },
    { label: "1000 real", owner: jane.userId },
  ]);
});
afterAll(() => house[Symbol.asyncDispose]());

async function list(asked: Partial<AdminQuery> = {}): Promise<AdminListView> {
  const answer = await house.services.adminConnections(admin, { ...EVERYTHING, ...asked });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}
const idsOf = ({ rows }: AdminListView) => rows.map(({ connection }) => connection.id);
const labels = async (q: string) => (await list({ q })).rows.map(({ connection }) => connection.label);

/** Follows the links of one side to the end. */
async function walk(asked: Partial<AdminQuery>, side: "after" | "before"): Promise<readonly AdminListView[]> {
  const pages = [await list(asked)];
  for (let from = pages[0]?.[side]; from; from = pages.at(-1)?.[side])
    pages.push(await list({ ...asked, after: "", before: "", [side]: from }));
  return pages;
}

describe("all connections, page by page", () => {
  it("shows each of a thousand exactly once, newest first, and the same ones on the way back", async () => {
    const there = await walk({}, "after");
    expect(there.map(({ rows }) => rows.length)).toEqual([...Array(20).fill(50), 2]);
    const all = there.flatMap(idsOf);
    expect(new Set(all).size).toBe(MANY + 2);
    expect(all.slice(2)).toEqual([...ids].reverse());

    const back = await walk({ before: there.at(-1)?.before ?? "" }, "before");
    expect(back.toReversed().flatMap(idsOf)).toEqual(all.slice(0, -2));
  });

  it("loses and repeats nothing while connections come and go between two pages", async () => {
    const first = await list({ q: "shop 1" });
    const [gone, last] = [first.rows[3]?.connection.id, first.rows.at(-1)?.connection.id];
    await plantCrowd(house.database, [{ label: "Shop 1 came meanwhile", owner: omar.userId }]);
    await house.database.query("update connection set label = 'Elsewhere' where public_id = $1", [gone]);

    const second = await list({ q: "shop 1", after: first.after ?? "" });
    expect(idsOf(second).filter((id) => idsOf(first).includes(id))).toEqual([]);
    const expected = await house.database.query(
      "select public_id from connection where label ilike 'shop 1%' and id < (select id from connection where public_id = $1) order by id desc limit 50",
      [last],
    );
    expect(idsOf(second)).toEqual(expected.map((row) => row["public_id"]));
    await house.database.query("delete from connection where label = 'Shop 1 came meanwhile'");
  });

  it("finds the ten that need their sellers, and says of each why, in words and by code", async () => {
    const found = await list({ state: "reconnect" });
    expect([found.matching, found.rows.length]).toEqual([{ count: 10, exact: true }, 10]);
    for (const { reason, condition, owner, failuresInRow } of found.rows) {
      expect(reason).toEqual({
        text: "admin.reason.reconnect.invalid_grant",
        values: { provider: "StubHub", count: 0 },
        code: "invalid_grant",
      });
      expect([condition, failuresInRow]).toEqual(["reconnect", 2]);
      expect([jane.userId, omar.userId]).toContain(owner.id);
    }
  });

  it("narrows by owner and marketplace, says whose and how many, and combines them", async () => {
    const his = await list({ owner: omar.userId });
    expect([his.matching.count, his.owner?.id]).toEqual([250, omar.userId]);
    expect(his.rows.every(({ owner }) => owner.id === omar.userId)).toBe(true);
    const all = (await list()).matching.count;
    expect((await list({ provider: "stubhub" })).matching.count).toBe(all);
    expect((await list({ provider: "stubhub.lookalike" })).matching.count).toBe(all);
    expect((await list({ provider: "stockx" })).matching.count).toBe(0);
    expect((await list({ owner: omar.userId, state: "reconnect" })).matching.count).toBe(0);
    expect((await list({ owner: jane.userId, state: "reconnect" })).matching.count).toBe(10);
    expect((await list({ owner: jane.userId, state: "reconnect", provider: "stockx" })).matching.count).toBe(0);
  });

  it("leaves out of the question what nobody knows, so that no address shows an error", async () => {
    const odd = { state: "'; drop table connection,paused;", provider: "nobody", owner: "usr_1", sort: "password", size: "9999" };
    const strange = { ...odd, reason: "a b", ends: "8d", tests: "maybe", dir: "up", tz: "moon" };
    const view = await list(strange);
    expect(view.asked).toEqual(NO_QUERY);
    expect(view.rows).toHaveLength(50);
    expect((await list({ after: "con_1 or true" })).rows).toHaveLength(50);
  });
});

describe("looking for connections", () => {
  it("finds by how a label, an account, an owner's email or an id begins, in any case", async () => {
    expect(await labels("SHOP 77")).toEqual(expect.arrayContaining(["Shop 77", "Shop 777"]));
    expect(await labels("Seller99@market")).toEqual(["Shop 99"]);
    expect(await labels("ÜnïCODE")).toEqual(["100%_real"]);
    expect(await labels((ids[5] ?? "").toUpperCase())).toEqual(["Shop 5"]);
    expect((await list({ q: "OMAR." })).matching.count).toBe(250);
  });

  it("takes what is typed as it is: signs of patterns mean themselves, and the middle of a word is no beginning", async () => {
    expect(await labels("100%")).toEqual(["100%_real"]);
    expect(await labels("100%_")).toEqual(["100%_real"]);
    expect(await labels("__")).toEqual([]);
    expect(await labels("market.example")).toEqual([]);
    expect(await labels("' or 1=1 --")).toEqual([]);
  });

  it("does not look for a single letter, and says so", async () => {
    const view = await list({ q: "s" });
    expect([view.tooShort, view.rows.length]).toEqual([true, 50]);
    expect((await list({ q: "sh" })).tooShort).toBe(false);
  });

  it("finds the connection that a seller's reference is about", async () => {
    await house.database.query(
      `insert into refresh_attempt (connection_id, lease_id, generation, trigger, state, error_class, reference)
       select id, 'with a reference', 1, 'scheduler', 'FAILED', 'provider', 'K7-4QX' from connection where public_id = $1`,
      [ids[42]],
    );
    expect(await labels("k7-4qx")).toEqual(["Shop 42"]);
    expect(await labels("K7-4Q")).toEqual([]);
  });

  it("uses an index for each kind of name, so that a search does not read every connection", async () => {
    const plan = async (sql: string) => {
      const rows = await house.database.query(`explain ${sql}`);
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    };
    await house.database.query("analyze");
    expect(await plan("select id from connection where lower(label) like 'shop 77%'")).toContain("connection_label_search_idx");
    expect(await plan("select id from connection where lower(account_name) like 'seller77%'")).toContain(
      "connection_account_search_idx",
    );
    expect(await plan("select id from connection where lower(public_id) like 'con\\_00ab%'")).toContain(
      "connection_public_id_search_idx",
    );
  });
});
