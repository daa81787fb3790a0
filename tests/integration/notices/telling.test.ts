import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { plantConnection } from "@/tests/support/plant";
import { answering, inTurn, refused } from "@/tests/support/stub-refresh";
import { letTimePass } from "@/tests/support/time-lapse";
import { letNoticesAge, listed, tellAll, withPostbox } from "@/tests/support/told";
import { connect } from "@/tests/support/walk";

let house: House;
let jane: Actor;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  await house.database.query("delete from notice");
  await house.database.query("delete from mail");
  await house.database.query(
    "update client_registration set trouble = null, trouble_since = null, frozen_until = null, renewals_paused_at = null",
  );
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

describe("one refused permission", () => {
  it("Journey 20: refused once, nobody hears of it; refused twice, its seller gets one mail", async () => {
    const { id } = await connect(house, jane, { label: "Main store" });
    const { deps, sent } = withPostbox(house);
    const refuse = () =>
      refreshConnection(answering(house, inTurn(refused())), {
        connectionId: id ?? "",
        trigger: "scheduler",
        ifGeneration: null,
      });

    await refuse();
    await tellAll(deps);
    expect(sent).toEqual([]);

    await letTimePass(house, 90);
    await refuse();
    await tellAll(deps);
    await tellAll(deps);
    expect(subjects(sent)).toEqual(["Main store (StubHub) needs you to reconnect"]);
    expect(await listed(house, jane)).toEqual(["reconnect", "connected"]);
    expect(await house.services.unreadNotices(jane)).toBe(2);
  });

  it("is mailed once in 24 hours, however often it is repaired and refused again, and then only if it still is", async () => {
    const id = await plant("Main store", { status: "NEEDS_REAUTH" });
    const { deps, sent } = withPostbox(house);
    for (const type of ["needs_reconnect.invalid_grant", "reconnected", "needs_reconnect.invalid_grant"]) {
      await event(id, type);
      await tellAll(deps);
    }
    expect(subjects(sent).filter((subject) => subject.includes("needs you"))).toHaveLength(1);

    await letNoticesAge(house, "25 hours");
    await tellAll(deps);
    expect(subjects(sent).filter((subject) => subject.includes("needs you"))).toHaveLength(2);
  });

  it("several at once at one marketplace are one mail that names them all", async () => {
    for (const label of ["Main store", "Outlet", "Tickets"])
      await event(
        await plant(label, { status: "NEEDS_REAUTH", account: `${label}@shop` }),
        "needs_reconnect.restored_from_backup",
      );
    const { deps, sent } = withPostbox(house);
    await tellAll(deps);

    expect(subjects(sent)).toEqual(["Main store and 2 more (StubHub) need you to reconnect"]);
    expect(sent[0]?.text).toContain("- Outlet (Outlet@shop)\n- Tickets (Tickets@shop)");
  });

  it("access that nothing renews and that is over asks its seller to reconnect, although nothing was written when it ended", async () => {
    await plant("One hour", { renewable: false, accessEnds: "-10 minutes", renews: null });
    const { deps, sent } = withPostbox(house);
    await tellAll(deps);
    await tellAll(deps);

    expect(subjects(sent)).toEqual(["One hour (StubHub) needs you to reconnect"]);
  });

  it("a connection on mute mails nothing and stands in the list all the same", async () => {
    const id = await plant("Quiet", { status: "NEEDS_REAUTH" });
    expect(await house.services.muteConnection(jane, { id, isMuted: true })).toMatchObject({ ok: true });
    await event(id, "needs_reconnect.invalid_grant");
    const { deps, sent } = withPostbox(house);
    await tellAll(deps);

    expect(sent).toEqual([]);
    expect(await listed(house, jane)).toEqual(["reconnect"]);
    const omar = await makeSeller(house, "Omar");
    expect(await house.services.muteConnection(omar, { id, isMuted: false })).toMatchObject({ ok: false });
  });
});

describe("an outage", () => {
  it("Journey 21: fifty connections of a marketplace that is down are one mail to each of their sellers, and one when it works again", async () => {
    const omar = await makeSeller(house, "Omar");
    for (let n = 1; n <= 50; n++) await plant(`Shop ${n}`);
    await plantConnection(house.database, omar.userId, { label: "Omar's" });
    await stubhubIs("outage");
    const { deps, sent } = withPostbox(house);
    await tellAll(deps);
    await tellAll(deps);

    expect(subjects(sent).sort()).toEqual([
      "Omar's (StubHub) is having trouble",
      "Shop 1 and 49 more (StubHub) are having trouble",
    ]);
    expect(sent.find(({ subject }) => subject.startsWith("Shop"))?.text).not.toContain("Omar");
    await stubhubIs(null);
    await tellAll(deps);
    await tellAll(deps);
    expect(subjects(sent).slice(2).sort()).toEqual([
      "Omar's (StubHub) is working again",
      "Shop 1 and 49 more (StubHub) are working again",
    ]);
    expect(await listed(house, jane)).toEqual(["working_again", "trouble (over)"]);
  });

  it("of one connection's own is not over because an admin pauses or stops everything: it works again when it does", async () => {
    await plant("Main store", { connected: "-5 days", renewed: "-6 hours", accessEnds: "-3 hours", failures: 6 });
    const { deps, sent } = withPostbox(house);
    await tellAll(deps);
    await house.services.watchProvider(jane, "stubhub");
    await house.database.query("update client_registration set renewals_paused_at = now() where provider_id = 'stubhub'");
    await tellAll(deps);
    expect(await listed(house, jane)).toEqual(["trouble"]);
    expect(subjects(sent)).toEqual(["Main store (StubHub) is having trouble"]);

    await house.database.query("update client_registration set renewals_paused_at = null where provider_id = 'stubhub'");
    await house.database.query(
      "update credential set obtained_at = now(), access_expires_at = now() + interval '1 hour', failures_in_row = 0, last_failure_class = null",
    );
    await tellAll(deps);
    expect((await listed(house, jane)).slice(-2)).toEqual(["working_again", "trouble (over)"]);
  });

  it("that lasts less than two hours is told to nobody, and neither is its end", async () => {
    await plant("Main store");
    await stubhubIs("outage", "119 minutes");
    const { deps, sent } = withPostbox(house);
    await tellAll(deps);
    await stubhubIs(null);
    await tellAll(deps);

    expect(sent).toEqual([]);
    expect(await listed(house, jane)).toEqual([]);
  });

  it("that is over before its mail could go out is not mailed any more, and nor is its end", async () => {
    await plant("Main store");
    await stubhubIs("outage");
    let isDown = true;
    const { deps, sent } = withPostbox(house, () => isDown);
    await tellAll(deps);
    await stubhubIs(null);
    await tellAll(deps);
    isDown = false;
    await letNoticesAge(house, "2 minutes");
    await tellAll(deps);

    expect(sent).toEqual([]);
    expect(await listed(house, jane)).toEqual(["working_again", "trouble (over)"]);
  });

  it("whoever asked to hear when it is over gets that one mail, whatever else they have turned off", async () => {
    await plant("Main store");
    await stubhubIs("outage");
    await house.services.chooseNotices(jane, { digest: true, mail: [], app: [] });
    expect(await house.services.watchProvider(jane, "stubhub")).toMatchObject({ ok: true, value: { provider: "StubHub" } });
    const { deps, sent } = withPostbox(house);
    await tellAll(deps);
    expect(await house.services.watchedProviders(jane)).toEqual(["stubhub"]);

    await stubhubIs(null);
    await tellAll(deps);
    expect(sent, "nobody has seen it work yet").toEqual([]);
    await house.database.query("update credential set obtained_at = now()");
    await tellAll(deps);
    await tellAll(deps);
    expect(subjects(sent)).toEqual(["StubHub works again"]);
    expect(await house.services.watchedProviders(jane)).toEqual([]);
  });
});

describe("an end that comes near", () => {
  it("is told 7 days, 3 days and 1 day before, once each", async () => {
    await plant("EU shop", { permissionEnds: "6 days 23 hours" });
    const { deps, sent } = withPostbox(house);
    for (const left of ["6 days 22 hours", "2 days 23 hours", "2 days 20 hours", "23 hours"]) {
      await house.database.query("update credential set refresh_expires_at = now() + $1::interval", [left]);
      await letNoticesAge(house, "25 hours");
      await tellAll(deps);
      await tellAll(deps);
    }
    expect(sent).toHaveLength(3);
    expect(sent[0]?.subject).toMatch(/^EU shop \(StubHub\) ends on \d+ \w+ \d{4}$/);
  });
});

describe("other news", () => {
  it("a kind of device that was never seen is told; the first of all and the known ones are not", async () => {
    const { deps, sent } = withPostbox(house);
    const { people, digest } = house.container.runtime;
    const signIn = (agent: string) =>
      people.createSession({
        tokenHash: digest.sha256(`${agent}${Math.random()}`),
        personId: jane.userId,
        expiresAt: new Date(Date.now() + 60_000),
        userAgent: agent,
      });
    await signIn("Mozilla/5.0 (Windows NT 10.0) Chrome/156.0");
    await tellAll(deps);
    expect(sent).toEqual([]);
    await signIn("Mozilla/5.0 (X11; Linux x86_64) Firefox/153.0");
    await signIn("Mozilla/5.0 (X11; Linux x86_64) Firefox/154.0");
    await tellAll(deps);

    expect(subjects(sent)).toEqual(["New sign-in with Firefox on Linux"]);
  });

  it("what an admin ended, and what no marketplace would cancel, is told", async () => {
    await event(await plant("Ended", { disconnected: "-1 minute", status: "REVOKED" }), "disconnected", "admin");
    await event(await plant("Kept", { disconnected: "-1 day", status: "REVOKED" }), "disconnect_given_up", "holdfast");
    const { deps, sent } = withPostbox(house);
    await tellAll(deps);

    expect(subjects(sent).sort()).toEqual([
      "Ended (StubHub) was disconnected by an admin",
      "Kept (StubHub): we could not cancel our access",
    ]);
  });
});
