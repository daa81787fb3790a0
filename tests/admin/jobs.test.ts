import { expect, it } from "vitest";
import { planNotices } from "@/lib/services/plan-notices";
import { sendMails } from "@/lib/services/send-mails";
import { allOf, begin, jobNow, preview, these, workUntil } from "@/tests/support/bulk";
import { buildHouse, makeSeller } from "@/tests/support/house";
import { emptySandbox, marketOf, plantDue } from "@/tests/support/plant-due";
import { quickEngine } from "@/tests/support/test-engine";

const HOUR_MS = 3_600_000;
const BUDGET = [{ providerId: "stubhub", name: "", perSecond: 400, atOnce: 40 }];

it("A bulk refresh renews each connection once through the lanes, and says which did not work and why", async () => {
  const records = emptySandbox();
  await using house = await buildHouse({ budgets: BUDGET }, [], { records });
  const admin = await makeSeller(house, "Ada", "admin");
  await plantDue(house, records, { providerId: "stubhub", many: 60, dueInMs: () => HOUR_MS, endsInMs: 2 * HOUR_MS });
  const market = marketOf(records, "stubhub");
  for (const grant of market.grants.slice(0, 3)) grant.endedAt = Date.now();
  await house.database.query("update connection set status = 'PAUSED', paused_at = now() where label like 'stubhub 5_'");

  const seen = await preview(house, admin, allOf("refresh"));
  expect(seen).toMatchObject({
    total: 60,
    able: 50,
    wantsNumber: true,
    wantsSignIn: false,
    skips: [{ reason: "paused", count: 10 }],
  });
  expect(seen.places).toMatchObject([{ provider: { name: "StubHub" }, count: 60, able: 50 }]);

  const id = await begin(house, admin, allOf("refresh"));
  const engine = quickEngine(house.container.dependencies);
  const done = await workUntil(house, admin, id, "done");
  await engine.stop();
  expect(done).toMatchObject({ total: 60, done: 47, failed: 3, skipped: 10, left: 0, percent: 100, gone: 0, acts: [] });
  expect(done.items).toHaveLength(3);
  expect(done.items.map(({ reason, detail }) => [reason, detail])).toEqual(Array(3).fill(["renewal_failed", "invalid_grant"]));
  expect(
    await house.database.query("select count(*)::int as n, max(generation) as g from credential where generation = 2"),
  ).toEqual([{ n: 47, g: 2 }]);
  expect(await house.database.query("select count(*)::int as n from job_item where state in ('begun', 'waiting')")).toEqual([
    { n: 0 },
  ]);
}, 60_000);

it("Pausing, resuming, asking and disconnecting many does each once, in the admin's name, and passes over what cannot be", async () => {
  const records = emptySandbox();
  await using house = await buildHouse({}, [], { records });
  const admin = await makeSeller(house, "Ada", "admin");
  await plantDue(house, records, { providerId: "stubhub", many: 30, dueInMs: () => HOUR_MS, endsInMs: 2 * HOUR_MS });
  const rows = await house.database.query("select public_id from connection order by id");
  const ids = rows.map((row) => String(row["public_id"]));

  const pause = await workUntil(house, admin, await begin(house, admin, these("pause", ids.slice(0, 12))), "done");
  expect(pause).toMatchObject({ done: 12, failed: 0, skipped: 0 });
  const again = await workUntil(house, admin, await begin(house, admin, allOf("pause")), "done");
  expect(again).toMatchObject({ total: 30, done: 18, skipped: 12, show: "skipped" });
  expect(again.items[0]).toMatchObject({ reason: "already_paused" });
  const resume = await workUntil(house, admin, await begin(house, admin, allOf("resume")), "done");
  expect(resume).toMatchObject({ done: 30, skipped: 0 });

  await house.database.query(
    "update connection set status = 'NEEDS_REAUTH', reauth_reason = 'invalid_grant', broken_since = now() where public_id = any($1)",
    [ids.slice(0, 5)],
  );
  const ask = await workUntil(house, admin, await begin(house, admin, allOf("ask")), "done");
  expect(ask).toMatchObject({ total: 30, done: 5, skipped: 25 });
  await planNotices(house.container.dependencies);
  await sendMails(house.container.dependencies);
  const mails = await house.database.query("select subject, text from mailbox_message");
  expect(mails.map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/^stubhub \d and 4 more \(StubHub\): please reconnect them$/),
  ]);
  expect(String(mails[0]?.["text"])).toContain("An admin asks you to reconnect these accounts at StubHub.");
  const asked = await workUntil(house, admin, await begin(house, admin, these("ask", ids.slice(0, 5))), "done");
  expect(asked.items.map(({ reason }) => reason)).toEqual(Array(5).fill("already_asked"));
  expect(await house.database.query("select count(*)::int as n from notice where kind = 'asked' and closed_at is null")).toEqual([
    { n: 5 },
  ]);

  const end = await workUntil(house, admin, await begin(house, admin, allOf("disconnect")), "done");
  expect(end).toMatchObject({ total: 30, done: 30 });
  expect(await house.database.query("select count(*)::int as n from connection where status in ('REVOKING', 'REVOKED')")).toEqual(
    [{ n: 30 }],
  );
  expect(await house.database.query("select count(*)::int as n from notice where kind = 'asked' and closed_at is null")).toEqual([
    { n: 0 },
  ]);
  expect(
    await house.database.query(
      "select action, count(*)::int as n from audit_event where actor_id = $1 and actor_kind = 'admin' group by 1 order by 1",
      [admin.userId],
    ),
  ).toEqual([
    { action: "connection_disconnected", n: 30 },
    { action: "connection_paused", n: 30 },
    { action: "connection_resumed", n: 30 },
    { action: "job_created", n: 6 },
    { action: "reconnect_asked", n: 5 },
  ]);

  const file = await house.services.exportJob(admin, { id: end.id, what: "results" });
  const lines = [];
  if (file.ok) for await (const piece of file.value) lines.push(...piece);
  const said = new Set(lines.map(({ result, reason }) => `${result} ${reason}`));
  expect(
    [...said].every((each) => /^done (confirmed|unconfirmed|no_way|pending)$/.test(each)),
    [...said].join(),
  ).toBe(true);
  expect(lines.filter(({ reference }) => /^[2-9A-Z]{2}-[2-9A-Z]{3}$/.test(reference))).toHaveLength(30);
}, 60_000);

it("Who may only look sees jobs and begins none, a wrong number begins none, and an old sign-in keeps the selection", async () => {
  await using house = await buildHouse();
  const [admin, viewer, seller] = [
    await makeSeller(house, "Ada", "admin"),
    await makeSeller(house, "Vera", "viewer"),
    await makeSeller(house, "Sam"),
  ];
  const records = emptySandbox();
  await plantDue(house, records, { providerId: "stubhub", many: 3, dueInMs: () => HOUR_MS, endsInMs: 2 * HOUR_MS });
  const seen = await preview(house, admin, allOf("disconnect"));
  expect(seen).toMatchObject({ total: 3, wantsNumber: true, wantsSignIn: false });
  const order = { ...allOf("disconnect"), job: seen.job, shown: 3 };

  expect(await house.services.createJob(viewer, { ...order, typed: "3" })).toMatchObject({ error: { code: "not_allowed" } });
  expect(await house.services.createJob(seller, { ...order, typed: "3" })).toMatchObject({ error: { code: "not_found" } });
  expect(await house.services.jobs(seller, null)).toMatchObject({ error: { code: "not_found" } });
  for (const typed of ["", "2", "33", "three"])
    expect(await house.services.createJob(admin, { ...order, typed }), typed).toMatchObject({ error: { field: "number" } });
  expect(await house.services.createJob(admin, { ...order, shown: 40, typed: "40" })).toMatchObject({
    error: { code: "changed_meanwhile" },
  });
  expect(await house.database.query("select count(*)::int as n from job")).toEqual([{ n: 0 }]);

  await house.database.query("update session set created_at = now() - interval '11 minutes'");
  expect(await house.services.createJob(admin, { ...order, typed: "3" })).toMatchObject({ error: { code: "sign_in_again" } });
  const kept = await house.services.previewJob(admin, { ...allOf("pause"), act: "", kept: seen.job });
  expect(kept).toMatchObject({ value: { act: "disconnect", total: 3, isKept: true, wantsSignIn: true, query: {} } });
  expect(await house.services.jobs(viewer, null)).toMatchObject({ value: { jobs: [] } });
  await house.database.query("update session set created_at = now()");
  const id = await house.services.createJob(admin, { ...order, typed: "3" });
  expect(id).toMatchObject({ value: { id: seen.job } });
  expect(await house.services.createJob(admin, { ...order, typed: "3" }), "sent twice").toEqual(id);
  expect(await house.services.jobs(viewer, null)).toMatchObject({ value: { jobs: [{ id: seen.job, state: "waiting" }] } });

  expect(await house.services.changeJob(viewer, { id: seen.job, act: "cancel" })).toMatchObject({
    error: { code: "not_allowed" },
  });
  expect((await jobNow(house, viewer, seen.job)).acts).toEqual([]);
  expect(await house.services.changeJob(admin, { id: seen.job, act: "cancel" })).toMatchObject({ ok: true });
  expect(await workUntil(house, admin, seen.job, "cancelled")).toMatchObject({ done: 0, left: 3 });
  expect(
    await house.database.query(
      "select action, result, min(data->>'count') as n, count(*)::int as times from audit_event where object = $1 group by 1, 2 order by min(id)",
      [seen.job],
    ),
  ).toEqual([
    { action: "job_created", result: "denied", n: null, times: 1 },
    { action: "job_created", result: "failed", n: null, times: 6 },
    { action: "job_created", result: "done", n: "3", times: 1 },
    { action: "job_cancelled", result: "denied", n: null, times: 1 },
    { action: "job_cancelled", result: "done", n: "3", times: 1 },
  ]);
}, 60_000);
