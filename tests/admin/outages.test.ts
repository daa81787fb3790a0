import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { lookAround, planNotices } from "@/lib/services/plan-notices";
import { sendMails } from "@/lib/services/send-mails";
import { plantCrowd } from "@/tests/support/crowd";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";

const HOUR = 3_600_000;

let house: House;
let admin: Actor;
let jane: Actor;
let omar: Actor;
beforeAll(async () => {
  house = await buildHouse();
  admin = await makeSeller(house, "Ada", "admin");
  [jane, omar] = [await makeSeller(house, "Jane"), await makeSeller(house, "Omar")];
});
afterAll(() => house[Symbol.asyncDispose]());
afterEach(async () => {
  await house.database.query(
    "delete from connection; delete from notice; delete from mail; delete from mailbox_message; delete from incident; delete from outage_note; delete from outage_telling",
  );
  await house.database.query("update client_registration set trouble = null, trouble_since = null, renewals_paused_at = null");
});

const shops = (actor: Actor, many: number, change = {}) =>
  plantCrowd(
    house.database,
    Array.from({ length: many }, (_, place) => ({ label: `Shop ${place}`, owner: actor.userId, due: 5 * HOUR, ...change })),
  );

/** StubHub answers nobody. @returns the id of the incident */
async function outage(kind = "outage"): Promise<string> {
  const id = "inc_aaaaaaaaaaaaaaaaaaaa";
  await house.database.query(
    "update client_registration set trouble = $1::text, trouble_since = now() - interval '5 minutes' where provider_id = 'stubhub'",
    [kind],
  );
  await house.database.query(
    "insert into incident (public_id, registration_id, kind, opened_at) select $1, id, $2, now() - interval '5 minutes' from client_registration where provider_id = 'stubhub'",
    [id, kind],
  );
  return id;
}

const note = async (change: Partial<Parameters<House["services"]["writeOutage"]>[1]> = {}) => {
  const input = { providerId: "stubhub", kind: "partly", text: "Closed until noon.", startsAt: null, endsAt: null, ...change };
  const written = await house.services.writeOutage(admin, input);
  const [row] = await house.database.query("select public_id from outage_note order by id desc limit 1");
  return { written, id: String(row?.["public_id"] ?? "") };
};

/** All that the engine does about notices, and the mails that came of it, by whom they went to. */
async function mailed(): Promise<readonly string[]> {
  const { dependencies } = house.container;
  await lookAround(dependencies, 0);
  await planNotices(dependencies);
  await sendMails(dependencies);
  const rows = await house.database.query("select recipient, subject from mailbox_message order by id");
  return rows.map((row) => `${String(row["recipient"]).split(".")[0]}: ${String(row["subject"])}`);
}

describe("telling sellers of an outage", () => {
  it("reaches each seller with a connection there once, however many they have, who presses, and how often at once", async () => {
    await shops(jane, 30);
    await shops(omar, 1);
    const id = await outage();
    const told = await Promise.all(Array.from({ length: 6 }, () => house.services.tellSellers(admin, id)));
    expect(told.reduce((sum, each) => sum + (each.ok ? each.value.sellers : -99), 0)).toBe(2);
    expect((await mailed()).map((mail) => mail.split(":")[0]).sort()).toEqual(["jane", "omar"]);
    expect(await mailed()).toHaveLength(2);
    const page = await house.services.outagesPage(admin);
    expect(page.ok && page.value.open[0]?.told?.sellers).toBe(2);
    // What comes and goes within one outage is told once.
    await house.database.query("update notice set closed_at = now()");
    expect(await house.services.tellSellers(admin, id)).toEqual({ ok: true, value: { sellers: 0 } });
  });

  it("is the notice that comes by itself after two hours, so nobody has both, and everybody hears when it is over", async () => {
    await shops(jane, 2);
    const id = await outage();
    await house.services.tellSellers(admin, id);
    await mailed();
    await house.database.query("update client_registration set trouble_since = now() - interval '5 hours'");
    expect(await mailed()).toHaveLength(1);
    await house.database.query(
      "update client_registration set trouble = null, trouble_since = null; update incident set closed_at = now()",
    );
    expect((await mailed())[1]).toMatch(/working again/);
    expect(await house.services.tellSellers(admin, id)).toMatchObject({ ok: false, error: { code: "changed_meanwhile" } });
  });

  it("nobody hears that it works again because renewals were paused meanwhile", async () => {
    await shops(jane, 2);
    await house.services.tellSellers(admin, await outage());
    await mailed();
    await house.database.query("update client_registration set renewals_paused_at = now() where provider_id = 'stubhub'");
    expect(await mailed()).toHaveLength(1);
  });

  it("of refused credentials says that a set-up problem keeps us away, and asks no seller for anything", async () => {
    await shops(jane, 1);
    await house.services.tellSellers(admin, await outage("credentials"));
    await mailed();
    const [mail] = await house.database.query("select text from mailbox_message");
    expect(String(mail?.["text"])).toContain("Our team has been told.");
    expect(String(mail?.["text"])).not.toMatch(/reconnect/i);
  });

  it("leaves alone who has no connection there, and who wants no mail about trouble", async () => {
    await shops(jane, 1, { provider: "foxy" });
    await shops(omar, 1);
    await house.container.dependencies.notices.saveChoice(omar.userId, { digest: false, noMail: ["trouble"], noApp: [] });
    const told = await house.services.tellSellers(admin, await outage());
    expect(told).toEqual({ ok: true, value: { sellers: 1 } });
    expect(await mailed()).toEqual([]);
    await house.container.dependencies.notices.saveChoice(omar.userId, { digest: false, noMail: [], noApp: [] });
  });
});

describe("a note", () => {
  it("shows on the dashboards of its marketplace's sellers as the team's words, from its start until somebody ends it", async () => {
    await shops(jane, 2);
    await shops(omar, 1, { provider: "foxy" });
    const { id } = await note({ text: "  Closed\nuntil   noon. " });
    const troubles = async (actor: Actor) => (await house.services.dashboard(actor, {})).troubles;
    expect(await troubles(jane)).toMatchObject([{ provider: { id: "stubhub" }, why: "team", note: "Closed until noon." }]);
    expect(await troubles(omar)).toEqual([]);
    await outage();
    expect(await troubles(jane)).toMatchObject([{ why: "provider", note: "Closed until noon." }]);
    expect(await house.services.endOutage(admin, id)).toMatchObject({ ok: true });
    expect(await troubles(jane)).toMatchObject([{ why: "provider", note: null }]);
    expect(await house.services.endOutage(admin, id)).toMatchObject({ ok: false, error: { code: "changed_meanwhile" } });
  });

  it("that sellers were told of lasts as long as the note, though we see nothing of it, and then they hear that it works", async () => {
    await shops(jane, 3);
    const { id } = await note();
    await house.services.tellSellers(admin, id);
    expect(await mailed()).toHaveLength(1);
    const [mail] = await house.database.query("select text from mailbox_message");
    expect(String(mail?.["text"])).toContain("From your team: “Closed until noon.”");
    await house.services.endOutage(admin, id);
    expect((await mailed())[1]).toMatch(/working again/);
  });

  it("is neither told nor shown before it starts, and not after its end", async () => {
    await shops(jane, 1);
    const ahead = await note({ startsAt: new Date(Date.now() + HOUR), endsAt: new Date(Date.now() + 2 * HOUR) });
    expect(ahead.written).toEqual({ ok: true, value: { provider: "StubHub", isOpen: false } });
    expect(await house.services.tellSellers(admin, ahead.id)).toMatchObject({ error: { code: "changed_meanwhile" } });
    expect((await house.services.dashboard(jane, {})).troubles).toEqual([]);
    await note({ startsAt: new Date(Date.now() - 2 * HOUR), endsAt: new Date(Date.now() - HOUR) });
    expect((await house.services.dashboard(jane, {})).troubles).toEqual([]);
  });

  it.each([
    ["is empty", { text: " \n " }],
    ["is longer than 120 characters", { text: "x".repeat(121) }],
    ["names no marketplace", { providerId: "nobody" }],
    ["is of no kind", { kind: "worse" }],
    ["ends before it starts", { endsAt: new Date(Date.now() - HOUR) }],
    ["began months ago", { startsAt: new Date(Date.now() - 90 * 24 * HOUR) }],
  ])("that %s is not taken, and the audit tells who tried", async (_, change) => {
    const before = await house.database.query(
      "select count(*)::int as n from audit_event where action = 'outage_written' and result = 'failed'",
    );
    expect((await note(change)).written).toEqual({ ok: false, error: { code: "form_invalid" } });
    const after = await house.database.query(
      "select count(*)::int as n from audit_event where action = 'outage_written' and result = 'failed'",
    );
    expect(Number(after[0]?.["n"])).toBe(Number(before[0]?.["n"]) + 1);
    expect(await house.database.query("select 1 from outage_note")).toEqual([]);
  });

  it("of 120 characters of any writing is taken", async () => {
    expect((await note({ text: "🎟".repeat(120) })).written.ok).toBe(true);
  });
});

describe("who may", () => {
  it("a read-only admin sees all of it and may do nothing, which the audit tells; for sellers none of it exists", async () => {
    await shops(jane, 1);
    const id = await outage();
    const auditor = await makeSeller(house, "Vera", "viewer");
    const page = await house.services.outagesPage(auditor);
    expect(page.ok && [page.value.mayWrite, page.value.open.length]).toEqual([false, 1]);
    const input = { providerId: "stubhub", kind: "down", text: "Mine", startsAt: null, endsAt: null };
    for (const [actor, code] of [
      [auditor, "not_allowed"],
      [jane, "not_found"],
    ] as const) {
      expect(await house.services.tellSellers(actor, id)).toMatchObject({ error: { code } });
      expect(await house.services.writeOutage(actor, input)).toMatchObject({ error: { code } });
      expect(await house.services.endOutage(actor, "out_aaaaaaaaaaaaaaaaaaaa")).toMatchObject({ error: { code } });
    }
    expect(await house.services.outagesPage(jane)).toMatchObject({ error: { code: "not_found" } });
    const denied = await house.database.query(
      "select action from audit_event where actor_id = $1 and result = 'denied' order by id",
      [auditor.userId],
    );
    expect(denied.map((row) => row["action"])).toEqual(["sellers_told", "outage_written", "outage_ended"]);
    expect(await mailed()).toEqual([]);
  });
});
