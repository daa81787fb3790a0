import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AdminSortKey } from "@/lib/core/ports/admin";
import type { Actor } from "@/lib/services/contract";
import type { AdminListView } from "@/lib/views/admin-list";
import { type AdminQuery, NO_QUERY } from "@/lib/views/admin-query";
import { type Member, plantCrowd } from "@/tests/support/crowd";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";

const DAY = 86_400_000;
const MANY = 260;

let house: House;
let admin: Actor;
let viewer: Actor;
let jane: Actor;
let ids: readonly string[];

beforeAll(async () => {
  house = await buildHouse();
  [admin, viewer, jane] = [
    await makeSeller(house, "Ada", "admin"),
    await makeSeller(house, "Vera", "viewer"),
    await makeSeller(house, "Jane"),
  ];
  ids = await plantCrowd(
    house.database,
    Array.from({ length: MANY }, (_, place) => member(place)),
  );
});
afterAll(() => house[Symbol.asyncDispose]());

function member(place: number): Member {
  const one: Member = {
    label: `Shop ${String(place).padStart(3, "0")}`,
    owner: jane.userId,
    account: `shop${place}@market.example`,
  };
  switch (place % 10) {
    case 1:
      return { ...one, status: "NEEDS_REAUTH", reason: "invalid_grant" };
    case 2:
      return { ...one, status: "NEEDS_REAUTH", reason: "consent_revoked" };
    case 3:
      return { ...one, status: "PAUSED" };
    case 4:
      return { ...one, permissionEnds: (place + 1) * DAY * 0.1 };
    case 5:
      return { ...one, provider: "stockx" };
    default:
      return one;
  }
}

async function list(asked: Partial<AdminQuery> = {}, actor = admin): Promise<AdminListView> {
  const answer = await house.services.adminConnections(actor, { ...NO_QUERY, ...asked });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}
const labels = ({ rows }: AdminListView) => rows.map(({ connection }) => connection.label);
const audits = (action: string) =>
  house.database.query("select result, actor_id, object, data from audit_event where action = $1 order by id", [action]);

describe("Journey 28: the table at many rows", () => {
  it("narrows by several states at once, by reason, by end, by marketplace and by tests, and each count fits", async () => {
    const count = async (asked: Partial<AdminQuery>) => (await list(asked)).matching;
    expect(await count({ state: "reconnect,paused" })).toEqual({ count: 78, exact: true });
    expect(await count({ reason: "consent_revoked" })).toEqual({ count: 26, exact: true });
    expect(await count({ state: "reconnect", reason: "invalid_grant" })).toEqual({ count: 26, exact: true });
    expect(await count({ provider: "stockx" })).toEqual({ count: 26, exact: true });
    expect(await count({ tests: "none" })).toEqual({ count: 0, exact: true });
    expect(await count({ tests: "only" })).toEqual({ count: MANY, exact: true });
    // Every tenth of them ends, the first after half a day, each ten later by a day.
    expect((await count({ ends: "1d" })).count).toBe(1);
    expect((await count({ ends: "7d" })).count).toBe(7);
    expect((await count({ ends: "30d" })).count).toBe(26);
  });

  it.each(["urgency", "newest", "label", "ends", "since"] as const satisfies readonly AdminSortKey[])(
    "shows each exactly once by %s, five pages on and five back, in both directions",
    async (sort) => {
      const walk = async (dir: string) => {
        const pages = [await list({ sort, dir })];
        for (let from = pages[0]?.after; from; from = pages.at(-1)?.after) pages.push(await list({ sort, dir, after: from }));
        return pages;
      };
      const there = await walk("asc");
      expect(there.map(({ rows }) => rows.length)).toEqual([50, 50, 50, 50, 50, 10]);
      const all = there.flatMap(labels);
      expect(new Set(all).size).toBe(MANY);
      expect((await walk("desc")).flatMap(labels)).toEqual([...all].reverse());
      let back = there.at(-1);
      for (let page = 4; page >= 0; page--) {
        back = await list({ sort, dir: "asc", before: back?.before ?? "" });
        expect(labels(back)).toEqual(labels(there[page] as AdminListView));
      }
      expect(back?.before).toBeNull();
    },
  );

  it("begins with whoever must act, and says so by its order", async () => {
    const { rows, sort } = await list();
    expect(sort).toEqual({ by: "urgency", direction: "asc" });
    expect(new Set(rows.map(({ condition }) => condition))).toEqual(new Set(["reconnect"]));
  });

  it("gives 25, 50 or 100 on a page and nothing else", async () => {
    const sizes = await Promise.all(["25", "50", "100", "1000000", "-1"].map(async (size) => (await list({ size })).rows.length));
    expect(sizes).toEqual([25, 50, 100, 50, 50]);
  });
});

describe("what an admin keeps for the list", () => {
  it("a view is kept with its question and without its page, under a name that nobody else sees", async () => {
    const asked = { ...NO_QUERY, state: "reconnect", provider: "stubhub", after: "x", size: "100" };
    expect(await house.services.saveAdminView(admin, { name: " Broken  StubHub ", asked })).toEqual({ ok: true, value: "saved" });
    const { views } = await list({ state: "reconnect", provider: "stubhub", size: "100" });
    expect(views).toMatchObject([{ name: "Broken StubHub", query: "state=reconnect&provider=stubhub&size=100", isShown: true }]);
    expect((await list({}, viewer)).views).toEqual([]);

    expect(await house.services.saveAdminView(admin, { name: "broken stubhub", asked })).toEqual({
      ok: true,
      value: "name_taken",
    });
    expect(await house.services.saveAdminView(admin, { name: "", asked })).toEqual({ ok: true, value: "name_invalid" });
    const id = views[0]?.id ?? "";
    expect(await house.services.renameAdminView(viewer, { id, name: "Mine" })).toMatchObject({ error: { code: "not_found" } });
    expect(await house.services.removeAdminView(viewer, id)).toMatchObject({ error: { code: "not_found" } });
    expect(await house.services.renameAdminView(admin, { id, name: "Urgent" })).toEqual({ ok: true, value: "renamed" });
    expect((await list()).views.map(({ name }) => name)).toEqual(["Urgent"]);
    expect((await house.services.removeAdminView(admin, id)).ok).toBe(true);
    expect((await list()).views).toEqual([]);
  });

  it("columns are moved, hidden and shown again; the one that names a row stays", async () => {
    const change = (column: "owner" | "label" | "state", how: "hide" | "show" | "up" | "down") =>
      house.services.changeListColumn(admin, { column, change: how });
    await change("owner", "hide");
    await change("label", "hide");
    await change("label", "up");
    expect((await list()).look.columns.slice(0, 5)).toEqual(["label", "state", "provider", "account", "reason"]);
    await change("owner", "show");
    expect((await list()).look.columns.at(-1)).toBe("owner");
    await house.services.setListDensity(admin, "roomy");
    await house.services.resetListLook(admin);
    expect((await list()).look).toMatchObject({ density: "roomy", columns: expect.arrayContaining(["owner"]) });
    expect((await list({}, viewer)).look.density).toBe("compact");
  });
});

describe("one connection of a seller", () => {
  it("an admin pauses, resumes and ends it; its seller reads who did it, and each act is audited", async () => {
    const id = ids[0] ?? "";
    for (const act of ["pause", "resume", "disconnect"] as const)
      expect(await house.services.actAsAdmin(admin, { id, act })).toMatchObject({ ok: true });
    const shown = await house.services.connectionDetail(jane, {
      id,
      kind: null,
      from: null,
      to: null,
      before: null,
      timeZone: null,
    });
    const told = shown.ok ? shown.value.events.map(({ text, actor }) => `${actor} ${text}`) : [];
    expect(told).toEqual(expect.arrayContaining(["admin event.paused", "admin event.resumed", "admin event.disconnected"]));
    for (const action of ["connection_paused", "connection_resumed", "connection_disconnected"])
      expect(await audits(action)).toMatchObject([{ result: "done", actor_id: admin.userId, object: id }]);
  });

  it("says of a paused one who paused it", async () => {
    const id = ids[6] ?? "";
    await house.services.actAsAdmin(admin, { id, act: "pause" });
    expect(await house.services.adminConnection(viewer, id)).toMatchObject({
      value: { pausedBy: "admin", acts: [], link: null },
    });
    await house.services.resumeConnection(jane, id);
    await house.services.pauseConnection(jane, id);
    expect(await house.services.adminConnection(admin, id)).toMatchObject({ value: { pausedBy: "seller" } });
  });

  it("an admin who may only look does nothing, and that it was tried is audited; a seller finds nothing", async () => {
    const id = ids[7] ?? "";
    const { services } = house;
    const tried = (actor: Actor) =>
      Promise.all([
        services.actAsAdmin(actor, { id, act: "refresh" }),
        services.sendRepairLink(actor, { id: ids[1] ?? "", how: "show" }),
        services.exportConnections(actor, { asked: NO_QUERY, ids: [] }),
      ]);
    for (const answer of await tried(viewer)) expect(answer).toMatchObject({ error: { code: "not_allowed" } });
    for (const action of ["connection_refresh_asked", "repair_link_made", "connections_exported"])
      expect(await audits(action)).toMatchObject([{ result: "denied", actor_id: viewer.userId }]);
    for (const answer of await tried(jane)) expect(answer).toMatchObject({ error: { code: "not_found" } });
    expect(await services.seeAsSeller(jane, { id, timeZone: null })).toMatchObject({ error: { code: "not_found" } });
  });

  it("a repair link is mailed to the seller in words of their own, or shown once, and opens this one connection", async () => {
    const id = ids[1] ?? "";
    expect(await house.services.sendRepairLink(admin, { id, how: "mail" })).toMatchObject({ value: { did: "mailed" } });
    const [mail] = await house.database.query("select recipient, subject, text from mailbox_message");
    expect(String(mail?.["recipient"])).toMatch(/^jane\./);
    expect(mail?.["subject"]).toBe("Shop 001 (StubHub): a link to reconnect it");
    const code = /\/r\/([A-Za-z0-9_-]{32})\b/.exec(String(mail?.["text"]))?.[1] ?? "";
    expect(await house.services.repairPage({ code, from: "203.0.113.9" })).toMatchObject({ ok: true });

    const shown = await house.services.sendRepairLink(admin, { id, how: "show" });
    expect(shown).toMatchObject({ value: { did: "shown", code: expect.stringMatching(/^[\w-]{32}$/) } });
    expect(await house.services.adminConnection(admin, id)).toMatchObject({ value: { link: { openUntil: expect.any(String) } } });
    expect(await house.services.sendRepairLink(admin, { id: ids[8] ?? "", how: "show" })).toMatchObject({
      error: { code: "not_usable" },
    });
  });

  it("the reference of a reconnect that went wrong finds its connection; one that is nowhere is offered to whoever reads the audit log", async () => {
    const id = ids[12] ?? "";
    await house.database.query(
      `insert into authorization_attempt (public_id, state_hash, browser_hash, user_id, session_id, provider_id, environment_id, registration_id,
         connection_id, label, scope, reference, expires_at)
       select 'oat_planted', 'state', 'browser', owner_id, 'session', provider_id, environment_id, registration_id, id, label, '{}', 'K7-4QX', now()
       from connection where public_id = $1`,
      [id],
    );
    await house.database.query(
      "insert into audit_event (actor_kind, action, result, reference, object) values ('seller', 'connection_attempt', 'failed', 'K7-4QX', 'oat_planted')",
    );
    const found = await list({ q: "k7-4qx" });
    expect(found.rows.map(({ connection }) => connection.id)).toEqual([id]);
    const nowhere = await list({ q: "ZZ-999" });
    expect([nowhere.rows.length, nowhere.reference]).toEqual([0, "ZZ-999"]);
    expect((await list({ q: "shop" })).reference).toBe(null);
  });

  it("its page turns to what happened before, by the days of its reader", async () => {
    const id = ids[13] ?? "";
    await house.database.query(
      `insert into connection_event (connection_id, type, actor_kind, data)
       select id, 'renamed', 'system', '{}' from connection, generate_series(1, 25) where public_id = $1`,
      [id],
    );
    const shown = async (before: string | null) => {
      const answer = await house.services.adminConnection(admin, id, { timeZone: "Asia/Kathmandu", before });
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value;
    };
    const first = await shown(null);
    const second = await shown(first.olderEvents);
    const seen = [...first.events, ...second.events].map((event) => event.id);
    expect([first.events.length, first.days.length, second.olderEvents]).toEqual([20, 14, null]);
    expect(new Set(seen).size).toBeGreaterThanOrEqual(25);
    expect((await shown("drop table")).before).toBe(null);
  });

  it("counts what waits for an admin: refused clients and keys that are missing, and says nothing to sellers", async () => {
    expect(await house.services.adminNeeds(admin)).toEqual({ ok: true, value: 0 });
    await house.database.query("update client_registration set trouble = 'credentials' where provider_id = 'stockx'");
    await house.database.query(
      "update credential set key_id = 'k-lost' where connection_id = (select id from connection where public_id = $1)",
      [ids[14]],
    );
    expect(await house.services.adminNeeds(viewer)).toEqual({ ok: true, value: 2 });
    expect(await house.services.adminOverview(viewer)).toMatchObject({ value: { missingKeys: ["k-lost"] } });
    expect(await house.services.adminNeeds(jane)).toMatchObject({ error: { code: "not_found" } });
  });

  it("rows that were ticked remember the question they were picked under", async () => {
    const query = { ...NO_QUERY, q: "shop", state: "reconnect", after: "cur" };
    const seen = await house.services.previewJob(admin, { act: "pause", ids: [ids[1] ?? ""], all: false, query, kept: null });
    expect(seen).toMatchObject({ value: { total: 1, query: null, list: { q: "shop", state: "reconnect", after: "" } } });
  });

  it("seen as its seller it is the seller's own page, and that somebody looked is written down", async () => {
    const id = ids[11] ?? "";
    expect((await house.services.askToSeeAsSeller(viewer, id)).ok).toBe(true);
    const seen = await house.services.seeAsSeller(viewer, { id, timeZone: null });
    const own = await house.services.connectionDetail(jane, {
      id,
      kind: null,
      from: null,
      to: null,
      before: null,
      timeZone: null,
    });
    expect(seen.ok && own.ok && { ...seen.value.connection, asked: null }).toEqual(own.ok && { ...own.value, asked: null });
    expect(await audits("seen_as_seller")).toMatchObject([{ result: "done", actor_id: viewer.userId, object: id }]);
  });
});
