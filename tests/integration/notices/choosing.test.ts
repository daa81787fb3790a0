import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { plantConnection } from "@/tests/support/plant";
import { letNoticesAge, listed, tellAll, withPostbox } from "@/tests/support/told";

let house: House;
let jane: Actor;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  await house.database.query("delete from notice");
  await house.database.query("delete from mail");
  await house.database.query("update client_registration set trouble = null, trouble_since = null, frozen_until = null");
  await house.database.query("delete from connection");
  jane = await makeSeller(house);
});

const plant = (label: string, over: Partial<Parameters<typeof plantConnection>[2]> = {}) =>
  plantConnection(house.database, jane.userId, { label, ...over });
const stubhubIs = (trouble: "outage" | null, since = "3 hours") =>
  house.database.query(
    "update client_registration set trouble = $1, trouble_since = case when $1::text is not null then now() - $2::interval end where provider_id = 'stubhub'",
    [trouble, since],
  );
const event = (id: string, type: string, by: "provider" | "admin" | "holdfast" = "provider") =>
  house.database.query(
    "insert into connection_event (connection_id, type, actor_kind) select id, $2, $3 from connection where public_id = $1",
    [id, type, by],
  );
const subjects = (sent: readonly { readonly subject: string }[]) => sent.map(({ subject }) => subject);

it("Journey 25: what a person chose is obeyed: no mail where they want none, and nothing in the list but what needs them", async () => {
  await house.services.chooseNotices(jane, { digest: false, mail: ["trouble", "made-up"], app: [] });
  expect(await house.services.noticeChoice(jane)).toMatchObject({ noApp: expect.not.arrayContaining(["reconnect"]) });
  await event(await plant("Broken", { status: "NEEDS_REAUTH" }), "needs_reconnect.invalid_grant");
  await plant("Down");
  await stubhubIs("outage");
  const { deps, sent } = withPostbox(house);
  await tellAll(deps);

  expect(subjects(sent)).toEqual(["Down (StubHub) is having trouble"]);
  expect(await listed(house, jane)).toEqual(["reconnect"]);
});

it("once a day: all of it in one mail at nine where they are, and at once when they change their mind", async () => {
  await house.database.query("update app_user set time_zone = 'Asia/Kathmandu' where public_id = $1", [jane.userId]);
  const all = ["reconnect", "trouble"];
  await house.services.chooseNotices(jane, { digest: true, mail: all, app: all });
  const id = await plant("Broken", { status: "NEEDS_REAUTH" });
  await event(id, "needs_reconnect.invalid_grant");
  await plant("Down");
  await stubhubIs("outage");
  const { deps, sent } = withPostbox(house);
  await tellAll(deps);
  expect(sent).toEqual([]);
  const [due] = await house.database.query(
    "select distinct to_char(mail_at at time zone 'Asia/Kathmandu', 'HH24:MI') as clock from notice where mail_at > now()",
  );
  expect(due).toEqual({ clock: "09:00" });

  await house.database.query("update notice set mail_at = now() where mail_at is not null");
  await tellAll(deps);
  expect(subjects(sent)).toEqual(["2 things to know about your connections"]);
  expect(sent[0]?.text).toMatch(/- .*Broken \(StubHub\) needs you to reconnect\.\n- .*StubHub has had trouble since/);
  expect(sent[0]?.text).toContain("Times are Kathmandu time.");

  await event(id, "reconnected");
  await event(id, "needs_reconnect.invalid_grant");
  await letNoticesAge(house, "25 hours");
  await house.database.query("update notice set at = now() where planned_at is null");
  await tellAll(deps);
  expect(sent).toHaveLength(1);
  await house.services.chooseNotices(jane, { digest: false, mail: all, app: all });
  await tellAll(deps);
  expect(subjects(sent).slice(1)).toEqual(["Broken (StubHub) needs you to reconnect"]);
});

it("a test mail is one a minute, and goes out whatever they chose", async () => {
  await house.services.chooseNotices(jane, { digest: true, mail: [], app: [] });
  expect(await house.services.testMail(jane)).toMatchObject({ ok: true });
  expect(await house.services.testMail(jane)).toMatchObject({ ok: false, error: { code: "too_soon" } });
  const { deps, sent } = withPostbox(house);
  await tellAll(deps);

  expect(subjects(sent)).toEqual(["This is a test"]);
});

it("what was read stays read, and what came since does not", async () => {
  const id = await plant("Main store", { status: "NEEDS_REAUTH" });
  await event(id, "needs_reconnect.invalid_grant");
  const { deps } = withPostbox(house);
  await tellAll(deps);
  const seen = await house.services.noticeList(jane, { before: null });
  await event(id, "other_person_tried", "holdfast");
  await tellAll(deps);
  await house.services.readNotices(jane, seen.notices[0]?.id ?? "");

  expect((await house.services.noticeList(jane, { before: null })).notices.map(({ isRead }) => isRead)).toEqual([false, true]);
  expect(await house.services.noticeList(await makeSeller(house, "Omar"), { before: null })).toMatchObject({ notices: [] });
});
