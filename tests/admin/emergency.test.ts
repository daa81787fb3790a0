import { describe, expect, it } from "vitest";
import { revokeAll } from "@/lib/services/emergency/revoke-all";
import { finishEndings } from "@/lib/services/finish-endings";
import { freshAccess } from "@/lib/services/fresh-access";
import { lookAround, planNotices } from "@/lib/services/plan-notices";
import { sendMails } from "@/lib/services/send-mails";
import { workUntil } from "@/tests/support/bulk";
import { comeBack, lift, number, one, page, pause, stop } from "@/tests/support/emergencies";
import { buildHouse, makeSeller } from "@/tests/support/house";
import { killWorkers } from "@/tests/support/kill-worker";
import { emptySandbox, marketOf, plantDue } from "@/tests/support/plant-due";
import { until } from "@/tests/support/test-engine";
import { arrive, connect, consent, fault, start } from "@/tests/support/walk";
import { startWorkerProcess } from "@/tests/support/worker-process";

describe("an emergency stop", () => {
  it("two workers renew and readers ask: once it is pulled nobody sends a renewal or gets access, what was under way is kept, and afterwards all goes on", async () => {
    const records = emptySandbox();
    await using house = await buildHouse({}, [], { records });
    const admin = await makeSeller(house, "Ada", "admin");
    await plantDue(house, records, { providerId: "stubhub", many: 60, endsInMs: 9 * 60_000 });
    await fault(house, "slow", "1");
    const ids = (await house.database.query("select public_id from connection order by id")).map((row) =>
      String(row["public_id"]),
    );
    const refreshes = () => marketOf(records, "stubhub").counters.refreshes;
    const env = { STUBHUB_RENEWALS_PER_SECOND: "40", STUBHUB_RENEWALS_AT_ONCE: "8" };
    const workers = await Promise.all([1, 2].map(() => startWorkerProcess(house.settings, house.sandbox.port, env)));
    try {
      await until(() => refreshes() > 8, 60_000);
      const { dependencies } = house.container;
      expect((await freshAccess(dependencies, { connectionId: ids[0] ?? "" })).ok).toBe(true);
      const emergency = await stop(house, admin);
      const [vended] = await Promise.all([freshAccess(dependencies, { connectionId: ids[0] ?? "" })]);
      expect(vended).toMatchObject({ ok: false, error: { code: "stopped" } });
      // What was claimed before is answered within its own time.
      await until(async () => (await number(house, "refresh_attempt where state = 'SENT'")) === 0, 10_000);
      const after = refreshes();
      expect(after, "it was pulled in the middle").toBeLessThan(60);
      for (const connectionId of ids.slice(-20))
        expect(await freshAccess(dependencies, { connectionId, rejected: "x" })).toMatchObject({ error: { code: "stopped" } });
      await pause(2_500);
      expect(refreshes() - after, "renewals that were sent while it lasted").toBe(0);
      expect(
        await one(
          house,
          `select count(*) filter (where k.failures_in_row > 0)::int as failing, count(*) filter (where c.status <> 'ACTIVE')::int as broken,
             (sum(k.generation - 1))::int as renewed from credential k join connection c on c.id = k.connection_id`,
        ),
      ).toEqual({ failing: 0, broken: 0, renewed: after });

      const body = new URLSearchParams({ provider: "stubhub", what: "faults" });
      await fetch(`${house.sandbox.origin}/console/reset`, { method: "POST", body, redirect: "manual" });
      await lift(house, admin, emergency);
      expect((await freshAccess(dependencies, { connectionId: ids[0] ?? "" })).ok).toBe(true);
      await until(async () => (await number(house, "credential where generation = 1")) === 0, 30_000);
      expect(marketOf(records, "stubhub").counters.reuseHits).toBe(0);
    } finally {
      await Promise.all(workers.map((worker) => worker.stop("SIGTERM", 20_000)));
    }
  });

  it("sellers read that their access is safe and cannot check, renew, connect or come back from a flow; nobody is asked to reconnect", async () => {
    await using house = await buildHouse();
    const [admin, jane] = [await makeSeller(house, "Ada", "admin"), await makeSeller(house)];
    const id = (await connect(house, jane, { label: "Main store" })).id ?? "";
    const begun = await start(house, jane, { label: "Second" });
    const back = await consent(begun.address, { account: "ben" });
    await house.database.query(
      "update connection set status = 'NEEDS_REAUTH', reauth_reason = 'invalid_grant', broken_since = now()",
    );
    const emergency = await stop(house, admin);

    const seen = await house.services.dashboard(jane, {});
    expect(seen).toMatchObject({ needsYou: 0, troubles: [{ why: "stopped" }] });
    expect(seen.connections[0]).toMatchObject({ state: "paused", isStopped: true, needsSeller: false, refreshWaitSeconds: null });
    for (const asked of [
      house.services.refreshConnection(jane, id),
      house.services.checkConnection(jane, id),
      house.services.connectPage(jane, { reconnectId: id }),
      house.services.connectPage(jane, { providerId: "stubhub" }),
    ])
      expect(await asked).toMatchObject({ ok: false, error: { code: "stopped" } });
    expect(await arrive(house, jane, begun, back)).toMatchObject({ outcome: "stopped" });
    expect(await number(house, "connection")).toBe(1);
    await house.database.query("update connection set status = 'ACTIVE', reauth_reason = null, broken_since = null");
    await house.database.query("update credential set has_refresh = false, access_expires_at = now() - interval '1 hour'");
    const told = async () => {
      await lookAround(house.container.dependencies, 0);
      return number(house, "notice where kind in ('reconnect', 'ends_soon', 'trouble')");
    };
    expect(await told()).toBe(0);

    await lift(house, admin, emergency);
    expect((await house.services.dashboard(jane, {})).needsYou).toBe(1);
    expect(await told(), "afterwards they are told").toBe(1);
    expect(
      (await house.database.query("select action, result from audit_event where action like 'emergency%' order by id")).map(
        Object.values,
      ),
    ).toEqual([
      ["emergency_begun", "done"],
      ["emergency_lifted", "done"],
    ]);
  });

  it("wants the name typed, a recent sign-in and the right to it, and says so in the audit; all covers what is set up later, and paused stays paused", async () => {
    await using house = await buildHouse();
    const [admin, viewer, seller] = [
      await makeSeller(house, "Ada", "admin"),
      await makeSeller(house, "Vi", "viewer"),
      await makeSeller(house),
    ];
    const all = (typed: string, actor = admin) => house.services.stopEmergency(actor, { place: null, typed });
    expect(await all("Everything", seller)).toMatchObject({ error: { code: "not_found" } });
    expect(await all("Everything", viewer)).toMatchObject({ error: { code: "not_allowed" } });
    expect(await all("stubhub")).toMatchObject({ error: { code: "form_invalid", field: "typed" } });
    await house.database.query("update session set created_at = now() - interval '11 minutes'");
    expect(await all("everything")).toMatchObject({ error: { code: "sign_in_again" } });
    expect(await number(house, "client_registration where emergency_at is not null")).toBe(0);
    expect(await number(house, "audit_event where action = 'emergency_begun' and result in ('denied', 'failed')")).toBe(3);

    await house.database.query("update session set created_at = now()");
    await house.database.query(
      "update client_registration set renewals_paused_at = now() - interval '1 day' where provider_id = 'foxy'",
    );
    const pulled = await all(" Everything ");
    expect(await all("everything")).toMatchObject({ error: { code: "changed_meanwhile" } });
    await house.database.query(
      "insert into client_registration (public_id, provider_id, environment_id, name, client_id) values ('reg_new', 'new', 'live', 'x', 'x')",
    );
    await house.database.query("update client_registration set renewals_paused_at = null where provider_id <> 'foxy'");
    expect(await number(house, "client_registration where emergency_at is null or renewals_paused_at is null")).toBe(0);

    const one_ = await stop(house, admin);
    await lift(house, admin, pulled.ok ? pulled.value.id : "");
    expect(
      (await house.database.query("select distinct provider_id from client_registration where emergency_at is not null")).map(
        Object.values,
      ),
      "what is stopped by itself stays so",
    ).toEqual([["stubhub"]]);
    await lift(house, admin, one_);
    expect(
      (await house.database.query("select provider_id from client_registration where renewals_paused_at is not null")).map(
        Object.values,
      ),
    ).toEqual([["foxy"]]);
  });
});

describe("after an emergency", () => {
  it("lifting it ends the job that cancels access: a worker that was slow ends nothing any more, and the mails wait for it", async () => {
    await using house = await buildHouse();
    const [admin, jane] = [await makeSeller(house, "Ada", "admin"), await makeSeller(house)];
    const keys = [];
    for (const account of ["ana", "ben", "new"])
      keys.push((await connect(house, jane, { label: account }, { account })).id ?? "");
    const [first = "", second = ""] = keys;
    const emergency = await stop(house, admin);
    const revoke = () => house.services.revokeEmergency(admin, { id: emergency, shown: 3, typed: "3" });
    const [one_, two] = await Promise.all([revoke(), revoke()]);
    expect(two, "two at once begin one").toEqual(one_);
    expect(await number(house, "job")).toBe(1);
    const { dependencies } = house.container;
    const id = one_.ok ? one_.value.job : "";
    const job = await dependencies.jobs.byId(id);
    if (!job) throw new Error("no job");
    expect(await revokeAll.act(dependencies, job, [first], false)).toEqual([{ key: first, did: "done" }]);
    // A day later its marketplace has not cancelled it: the one mail that asks back is all that is sent.
    await finishEndings(dependencies);
    await house.database.query(
      `update connection set disconnected_at = disconnected_at - interval '2 days' where disconnected_at is not null;
       update emergency_connection set ended_at = ended_at - interval '2 days'; delete from notice;
       insert into connection_event (connection_id, type, actor_kind) select connection_id, 'disconnect_given_up', 'holdfast' from emergency_connection`,
    );
    expect(await house.database.query("select kind, data->>'muted' as muted from notice")).toEqual([
      { kind: "not_cancelled", muted: "true" },
    ]);

    await lift(house, admin, emergency);
    expect(await dependencies.jobs.byId(id)).toMatchObject({ state: "cancelling" });
    const asked = { id: emergency, shown: 1, typed: "1" };
    expect(await house.services.campaignEmergency(admin, asked)).toMatchObject({ error: { code: "too_soon" } });
    expect(await revokeAll.act(dependencies, job, [second], false)).toEqual([{ key: second, did: "skipped", reason: "lifted" }]);
    expect((await revokeAll.next(dependencies, job, null, 10)).keys).toEqual([]);
    await workUntil(house, admin, id, "cancelled");
    expect(await number(house, "connection where status = 'ACTIVE'")).toBe(2);
    expect(await number(house, "emergency_connection where ended_at is not null")).toBe(1);
    expect((await house.services.campaignEmergency(admin, asked)).ok).toBe(true);
  });

  it("a marketplace with several clients is stopped with all of them, and with one that is set up meanwhile; nobody resumes it elsewhere", async () => {
    await using house = await buildHouse();
    const admin = await makeSeller(house, "Ada", "admin");
    const add = (name: string) =>
      house.database.query(
        `insert into client_registration (public_id, provider_id, environment_id, name, client_id) values ('reg_${name}', 'stubhub', 'live', '${name}', 'x')`,
      );
    await add("second");
    const stopped = await house.services.stopEmergency(admin, { place: "stubhub", typed: "StubHub" });
    const id = stopped.ok ? stopped.value.id : "";
    await add("third");
    const are = (how: string) => number(house, `client_registration where provider_id = 'stubhub' and emergency_at is ${how}`);
    expect([await are("not null"), await number(house, "client_registration where emergency_at is not null")]).toEqual([3, 3]);
    expect(await house.services.emergencyPage(admin)).toMatchObject({
      value: { providers: [{ id: "stubhub", clients: 3, stoppedAt: expect.any(String) }], isAllStopped: false },
    });
    expect(await house.services.stops(admin)).toMatchObject({ value: [{ id: "stubhub" }] });
    for (const paused of [true, false])
      expect(await house.services.pauseRenewals(admin, { registrationId: "reg_second", paused })).toMatchObject({
        error: { code: "stopped" },
      });
    expect(await house.services.actOnClient(admin, { id: "reg_second", act: "resume" })).toMatchObject({
      error: { code: "stopped" },
    });
    for (let more = 0; more < 6; more++) {
      await add(`more${more}`);
      await house.services.stopEmergency(admin, { place: `reg_more${more}`, typed: "stubhub" });
    }
    const seen = await house.services.emergencyPage(admin);
    expect(seen.ok && seen.value.emergencies.length, "each that lasts has its way out").toBe(7);
    await lift(house, admin, id);
    expect(await are("null")).toBe(3);
  });

  it("all access is cancelled although it lasts, and each seller gets one mail about everything, though the worker is killed and it is begun twice", async () => {
    await using house = await buildHouse();
    const admin = await makeSeller(house, "Ada", "admin");
    const sellers = await Promise.all(Array.from({ length: 8 }, (_, place) => makeSeller(house, `Jane${place}`)));
    for (const [place, seller] of sellers.entries()) {
      await connect(house, seller, { label: "Main store", scopes: ["read:user"] }, { account: place === 0 ? "ana" : "new" });
      if (place % 3 === 0) await connect(house, seller, { label: "Second" }, { account: "new" });
    }
    const emergency = await stop(house, admin);
    const asked = { id: emergency, shown: 11, typed: "11" };
    expect(await house.services.campaignEmergency(admin, asked)).toMatchObject({ error: { code: "stopped" } });
    expect(await house.services.revokeEmergency(admin, { ...asked, typed: "10" })).toMatchObject({ error: { field: "typed" } });
    const revoked = await house.services.revokeEmergency(admin, asked);
    await workUntil(house, admin, revoked.ok ? revoked.value.job : "", "done");
    await finishEndings(house.container.dependencies);
    const board = await page(house, admin, emergency);
    expect(board).toMatchObject({ live: 0, ended: 11, ending: 0, toAsk: 8, revoke: { done: 11 } });
    expect(board.confirmed + board.unconfirmed + board.noWay).toBe(11);
    expect(await number(house, "credential where sealed is not null")).toBe(0);
    expect(
      await number(house, "connection_event where type = 'disconnected' and actor_kind = 'admin' and reference is not null"),
    ).toBe(11);

    await lift(house, admin, emergency);
    const campaign = { id: emergency, shown: 8, typed: "8" };
    const first = await house.services.campaignEmergency(admin, campaign);
    expect(await house.services.campaignEmergency(admin, campaign), "begun twice it is one").toEqual(first);
    await using workers = await killWorkers({ settings: house.settings, definitions: house.definitions });
    const victim = await workers.start();
    await until(async () => (await number(house, "notice where kind = 'campaign'")) > 2);
    await victim.kill();
    await house.database.query("update job set lease_until = now() - interval '1 second' where lease_until > now()");
    await workUntil(house, admin, first.ok ? first.value.job : "", "done");
    for (let round = 0; round < 2; round++) {
      await planNotices(house.container.dependencies);
      await sendMails(house.container.dependencies);
    }
    const mails = await house.database.query(
      "select recipient, count(*)::int as n, min(text) as text from mailbox_message group by recipient order by recipient",
    );
    expect(mails.map(({ n }) => n)).toEqual(Array(8).fill(1));
    expect(mails.map(({ text }) => String(text).match(/\/r\/[\w-]{32}/g)?.length ?? 0)).toEqual(mails.map(() => 1));
    expect(await page(house, admin, emergency)).toMatchObject({ toAsk: 0, askedSellers: 8, asked: 11, back: 0 });
    expect((await house.container.dependencies.emergencies.toAsk(emergency, null, 20)).keys, "no links that nobody gets").toEqual(
      [],
    );
    expect(await house.services.campaignEmergency(admin, campaign)).toMatchObject({ error: { code: "changed_meanwhile" } });

    const [mail] = mails.filter(({ text }) => String(text).includes("ana@sandbox.test"));
    const link = { code: /\/r\/([\w-]{32})/.exec(String(mail?.["text"]))?.[1] ?? "", from: "192.0.2.7" };
    expect(await comeBack(house, link, "ben")).toMatchObject({ outcome: "wrong_account" });
    expect(await comeBack(house, link, "ana")).toMatchObject({ outcome: "reconnected" });
    expect(await house.services.repairPage(link)).toMatchObject({ value: { state: "used" } });
    expect(await page(house, admin, emergency)).toMatchObject({ back: 1, backSellers: 0 });
  });
});
