import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { IMPERSONAL_TABLES, PERSONAL_TABLES } from "@/lib/adapters/db/personal-columns";
import type { Actor } from "@/lib/services/contract";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { openTokensOf } from "@/tests/support/open-tokens";
import { connect } from "@/tests/support/walk";

let house: House;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

const emailOf = async ({ userId }: Actor) => (await house.container.runtime.people.byId(userId))?.email ?? "";
const ageSession = ({ sessionId }: Actor, minutes: number) =>
  house.database.query("update session set created_at = now() - make_interval(mins => $2) where public_id = $1", [
    sessionId,
    minutes,
  ]);
const leave = async (actor: Actor, step: "disconnect" | "delete") =>
  house.services.deleteMine(actor, { email: await emailOf(actor), step });

describe("what is kept about a person", () => {
  it("has a decision for each column of each table: told to them, or kept back", async () => {
    const rows = await house.database.query(
      "select table_name as name, array_agg(column_name::text) as columns from information_schema.columns join information_schema.tables using (table_schema, table_name) where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> '_prisma_migrations' group by 1",
    );
    const there = Object.fromEntries(
      rows
        .filter(({ name }) => !IMPERSONAL_TABLES.includes(String(name)))
        .map(({ name, columns }) => [String(name), [...(columns as string[])].sort()]),
    );
    const decided = Object.fromEntries(
      PERSONAL_TABLES.map(({ table, columns, inside }) => [table, [...columns, ...inside].sort()]),
    );

    expect(decided).toEqual(there);
  });

  it("is given to them whole: who they are, what they connected and what happened, and nothing that opens anything", async () => {
    const jane = await makeSeller(house);
    const other = await makeSeller(house, "Ben");
    const { id } = await connect(house, jane, { label: "Main store" }, { account: "ana" });
    await connect(house, other, { label: "Not hers" }, { account: "ben" });
    const data = await house.services.exportMine(jane);
    const text = JSON.stringify(data);

    expect(data["person"]).toMatchObject([{ public_id: jane.userId, email: await emailOf(jane), theme: "system" }]);
    expect(data["sessions"]).toHaveLength(1);
    expect(data["connections"]).toMatchObject([{ public_id: id, label: "Main store", provider_id: "stubhub" }]);
    expect(data["activity"]).toContainEqual(expect.objectContaining({ connection: id, type: "connected" }));
    expect(data["access"]).toMatchObject([{ connection: id, has_refresh: true }]);
    expect(text).not.toContain("Not hers");
    const secrets = await openTokensOf(house, id ?? "");
    expect(Object.values(secrets).filter((value) => typeof value === "string" && value.length > 15).length).toBeGreaterThan(0);
    for (const secret of Object.values(secrets))
      if (typeof secret === "string" && secret.length > 15) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/eyJ[\w-]+\.|token_hash|"sealed"|fingerprint|_hash"/);
  });
});

describe("deleting an account", () => {
  it("asks for a sign-in of the last ten minutes and for the right address, and does nothing without", async () => {
    const jane = await makeSeller(house);
    await connect(house, jane, { label: "Main store" }, { account: "ana" });
    const wrong = await house.services.deleteMine(jane, { email: "somebody@shop.test", step: "disconnect" });
    expect(wrong).toMatchObject({ ok: false, error: { code: "email_differs" } });
    await ageSession(jane, 11);
    expect(await leave(jane, "disconnect")).toMatchObject({ ok: false, error: { code: "sign_in_again" } });

    const page = await house.services.deletePage(jane);
    expect(page).toMatchObject({ obstacle: "sign_in_again", connections: [{ label: "Main store", receipt: null }] });
  });

  it("first disconnects each connection and tells how each ended; then, asked again, forgets the person", async () => {
    const jane = await makeSeller(house);
    await connect(house, jane, { label: "Tickets" }, { account: "ana" });
    await connect(house, jane, { label: "Sneakers", providerId: "stockx" }, { account: "ana" });
    expect(await leave(jane, "delete"), "nobody is deleted who still has a connection").toMatchObject({
      ok: true,
      value: { did: "disconnected", count: 2 },
    });
    const { connections, obstacle } = await house.services.deletePage(jane);
    expect(obstacle).toBeNull();
    expect(connections.map(({ label, receipt }) => [label, receipt?.outcome.kind]).sort()).toEqual([
      ["Sneakers", "revoked"],
      ["Tickets", "no_way"],
    ]);
    expect(await leave(jane, "disconnect"), "pressed twice").toMatchObject({
      ok: true,
      value: { did: "disconnected", count: 0 },
    });

    const email = await emailOf(jane);
    expect(await leave(jane, "delete")).toMatchObject({ ok: true, value: { did: "deleted" } });
    expect(await house.container.runtime.people.byEmail(email)).toBeNull();
    const [sessions] = await house.database.query("select count(*)::int as n from session where public_id = $1", [
      jane.sessionId,
    ]);
    expect(sessions).toEqual({ n: 0 });
    await house.container.accounts.forgetEnded();
    const [left] = await house.database.query(
      "select (select count(*)::int from app_user where public_id = $1) as people, (select count(*)::int from connection where label in ('Tickets', 'Sneakers')) as connections",
      [jane.userId],
    );
    expect(left).toEqual({ people: 0, connections: 0 });
  });

  it("is not for the last owner, not even when two leave at once", async () => {
    await house.database.query("update app_user set disabled_at = now() where role = 'owner'");
    const [ada, eve] = [await makeSeller(house, "Ada", "owner"), await makeSeller(house, "Eve", "owner")];
    const [one, two] = await Promise.all([leave(ada, "delete"), leave(eve, "delete")]);
    expect([one.ok, two.ok].sort()).toEqual([false, true]);
    const left = one.ok ? eve : ada;

    expect(await leave(left, "delete")).toMatchObject({ ok: false, error: { code: "last_admin" } });
    expect(await house.services.deletePage(left)).toMatchObject({ obstacle: "last_admin" });
  });
});
