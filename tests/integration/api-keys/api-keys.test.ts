import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { openTokensOf } from "@/tests/support/open-tokens";
import { until } from "@/tests/support/test-engine";
import { connect, reset } from "@/tests/support/walk";

let house: House;
let jane: Actor;
let store: string;
let outlet: string;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  await reset(house);
  await house.database.query("delete from api_key");
  jane = await makeSeller(house, "Jane");
  store = await connected(jane, "Main store", "ana");
  outlet = await connected(jane, "Outlet", "ben");
});

async function connected(actor: Actor, label: string, account: string): Promise<string> {
  const { id } = await connect(house, actor, { label, scopes: ["read:user"] }, { account });
  if (id === null) throw new Error("not connected");
  return id;
}

const WISH = { name: "Price robot", may: "access", days: "30", connections: null } as const;
type Wish = Partial<{ name: string; may: string; days: string; connections: readonly string[] | null }>;
const make = (wish: Wish = {}, actor = jane) => house.services.makeKey(actor, { ...WISH, ...wish });
async function made(wish: Wish = {}, actor = jane) {
  const done = await make(wish, actor);
  if (!done.ok) throw new Error(done.error.code);
  return done.value;
}
const FROM = "203.0.113.7";
const bearer = (key: string | null, from = FROM) => ({ key, from });
const access = (key: string | null, connectionId = store) => house.services.accessByKey(bearer(key), { connectionId });
const sql = (text: string, values: unknown[] = []) => house.database.query(text, values);

describe("a key (security.md E13)", () => {
  it("opens what it is for, and nothing of it is kept but a digest", async () => {
    const { key, id } = await made();
    expect(await access(key)).toMatchObject({ ok: true, value: { accessToken: (await openTokensOf(house, store)).accessToken } });
    const kept = JSON.stringify([await sql("select * from api_key"), await sql("select * from audit_event"), house.logLines]);
    expect(kept).not.toContain(key);
    expect(kept).not.toContain(key.slice(4, 20));
    expect(await sql("select action, object from audit_event where action = 'api_key_made'")).toEqual([
      { action: "api_key_made", object: id },
    ]);
  });

  it("is for chosen connections only: all others do not exist for it, and neither do anybody else's", async () => {
    const omar = await makeSeller(house, "Omar");
    const his = await connected(omar, "Omars store", "new");
    const { key } = await made({ connections: [store] });
    expect((await access(key)).ok).toBe(true);
    for (const id of [outlet, his, "con_00nobody", ""]) {
      expect(await access(key, id), id).toEqual({ ok: false, error: { code: "not_found" } });
      expect(await house.services.connectionByKey(bearer(key), id)).toEqual({ ok: false, error: { code: "not_found" } });
    }
    expect(await house.services.connectionsByKey(bearer(key))).toMatchObject({ ok: true, value: [{ id: store }] });
    const all = await made({ name: "All" });
    const seen = await house.services.connectionsByKey(bearer(all.key));
    expect(seen.ok && seen.value.map(({ id }) => id).sort()).toEqual([store, outlet].sort());
    expect(await access(all.key, his)).toMatchObject({ error: { code: "not_found" } });
  });

  it("for looking only fetches no access", async () => {
    const { key } = await made({ may: "status" });
    expect(await access(key)).toEqual({ ok: false, error: { code: "key_may_not" } });
    expect(await house.services.connectionByKey(bearer(key), store)).toMatchObject({
      ok: true,
      value: { id: store, label: "Main store", state: "working", needsSeller: false },
    });
  });

  it("that is none, has ended, or whose owner is gone, is refused alike", async () => {
    const { key, id } = await made();
    const refused = { ok: false, error: { code: "key_invalid" } };
    for (const wrong of [null, "", "hfk_", `${key}x`, key.slice(0, -1), (await made({ name: "Other" })).key.replace(/.$/, "!")])
      expect(await access(wrong)).toEqual(refused);
    const change = (set: string) => sql(`update api_key set ${set} where public_id = $1`, [id]);
    await change("expires_at = now()");
    expect(await access(key)).toEqual(refused);
    await change("expires_at = now() + interval '1 day'");
    expect((await access(key)).ok).toBe(true);
    for (const gone of ["disabled_at", "forgotten_at"]) {
      await sql(`update app_user set ${gone} = now() where public_id = $1`, [jane.userId]);
      expect(await access(key)).toEqual(refused);
      await sql(`update app_user set ${gone} = null where public_id = $1`, [jane.userId]);
    }
    expect((await house.services.revokeKey(jane, id)).ok).toBe(true);
    expect(await access(key)).toEqual(refused);
  });

  it("loses a connection that is handed over to somebody else", async () => {
    const { key } = await made();
    const omar = await makeSeller(house, "Omar");
    await sql("update connection set owner_id = (select id from app_user where public_id = $2) where public_id = $1", [
      store,
      omar.userId,
    ]);
    expect(await access(key)).toMatchObject({ error: { code: "not_found" } });
    expect((await access(key, outlet)).ok).toBe(true);
  });

  it("tells when it was last used, for what and from where, and writes no more than once a minute", async () => {
    const { key, id } = await made();
    expect((await house.services.apiKeys(jane)).keys).toMatchObject([{ usedAt: null, usedFrom: null }]);
    await access(key);
    await until(async () => (await house.services.apiKeys(jane)).keys[0]?.usedAt !== null);
    expect((await house.services.apiKeys(jane)).keys).toMatchObject([{ usedFrom: FROM }]);
    const uses = await house.services.keyUses(jane, id);
    expect(uses.ok && uses.value.uses.map(({ label }) => label)).toEqual(["Main store"]);

    const version = async () => (await sql("select xmin::text, ctid::text from api_key"))[0];
    const before = await version();
    for (let n = 0; n < 20; n++) await access(key);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await version()).toEqual(before);
    await access(key, outlet);
    await until(async () => (await sql("select from api_key_use")).length === 2);
    const detail = await house.services.connectionDetail(jane, { id: store, timeZone: null, before: null });
    expect(detail.ok && detail.value.usedBy).toMatchObject([{ name: "Price robot", lastFour: key.slice(-4) }]);
  });
});

describe("swapping a key", () => {
  it("makes one for the same things, and the old one works for another day and no longer", async () => {
    const first = await made({ connections: [store] });
    const next = await house.services.rotateKey(jane, first.id);
    if (!next.ok) throw new Error(next.error.code);
    for (const { key } of [first, next.value]) {
      expect((await access(key)).ok).toBe(true);
      expect(await access(key, outlet)).toMatchObject({ error: { code: "not_found" } });
    }
    const { keys } = await house.services.apiKeys(jane);
    expect(keys.map(({ name, state }) => [name, state])).toEqual([
      ["Price robot", "works"],
      ["Price robot", "replaced"],
    ]);
    const left = Date.parse(keys[1]?.expiresAt ?? "") - Date.now();
    expect(left).toBeGreaterThan(23.9 * 3_600_000);
    expect(left).toBeLessThanOrEqual(24 * 3_600_000);
    expect(await house.services.rotateKey(jane, first.id)).toMatchObject({ error: { code: "not_found" } });
    await sql("update api_key set expires_at = expires_at - interval '1 day' where public_id = $1", [first.id]);
    expect(await access(first.key)).toMatchObject({ error: { code: "key_invalid" } });
    expect((await access(next.value.key)).ok).toBe(true);
  });

  it("lengthens no key's life", async () => {
    const { id } = await made();
    await sql("update api_key set expires_at = now() + interval '1 hour' where public_id = $1", [id]);
    await house.services.rotateKey(jane, id);
    const old = (await house.services.apiKeys(jane)).keys.find((key) => key.id === id);
    expect(Date.parse(old?.expiresAt ?? "") - Date.now()).toBeLessThan(3_600_001);
  });

  it("by two presses at once happens once", async () => {
    const { id } = await made();
    const both = await Promise.all([house.services.rotateKey(jane, id), house.services.rotateKey(jane, id)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await sql("select from api_key")).toHaveLength(2);
  });
});

describe("making a key", () => {
  it("says which answer does not fit, and makes nothing", async () => {
    const wrong: readonly [Wish, string][] = [
      [{ name: "  " }, "name"],
      [{ name: "x".repeat(61) }, "name"],
      [{ name: "a\u0000b" }, "name"],
      [{ may: "everything" }, "may"],
      [{ days: "0" }, "days"],
      [{ days: "3650" }, "days"],
      [{ connections: [] }, "connections"],
      [{ connections: [store, "con_00nobody"] }, "connections"],
    ];
    for (const [wish, field] of wrong)
      expect(await make(wish), JSON.stringify(wish)).toEqual({ ok: false, error: { code: "value_invalid", field } });
    const omar = await makeSeller(house, "Omar");
    expect(await make({ connections: [store] }, omar)).toMatchObject({ error: { code: "value_invalid", field: "connections" } });
    expect(await sql("select from api_key")).toEqual([]);
  });

  it("keeps names apart while a key of that name works", async () => {
    const { id } = await made();
    expect(await make({ name: "price ROBOT" })).toEqual({ ok: false, error: { code: "key_name_taken" } });
    expect((await make({}, await makeSeller(house, "Omar"))).ok).toBe(true);
    await sql("update api_key set expires_at = now() where public_id = $1", [id]);
    expect((await make()).ok).toBe(true);
    expect((await make({ name: "Other" })).ok).toBe(true);
  });

  it("by two presses at once of one form makes one", async () => {
    const both = await Promise.all([make(), make()]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  it("asks whoever signed in long ago to sign in again, and so does swapping one", async () => {
    const { id } = await made();
    await sql("update session set created_at = now() - interval '16 minutes'");
    expect(await make({ name: "Other" })).toEqual({ ok: false, error: { code: "sign_in_again" } });
    expect(await house.services.rotateKey(jane, id)).toEqual({ ok: false, error: { code: "sign_in_again" } });
    expect((await house.services.revokeKey(jane, id)).ok).toBe(true);
  });

  it("ends at fifty", async () => {
    for (let n = 0; n < 50; n++) await made({ name: `Tool ${n}` });
    expect((await house.services.apiKeys(jane)).isFull).toBe(true);
    expect(await make({ name: "One more" })).toEqual({ ok: false, error: { code: "too_many_keys" } });
  });
});
