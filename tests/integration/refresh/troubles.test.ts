import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TokenOutcome } from "@/lib/core/ports/provider-client";
import type { Actor } from "@/lib/services/contract";
import { probeTroubles } from "@/lib/services/probe-troubles";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { calm } from "@/tests/support/calm";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { plantGrants } from "@/tests/support/plant-grants";
import { withSession } from "@/tests/support/postgres-session";
import { type RotationMarket, rotationMarket } from "@/tests/support/rotation-markets";
import { eventTypes, storedConnection } from "@/tests/support/rows";
import { answering, inTurn, lost, refused, renewed } from "@/tests/support/stub-refresh";
import { letTimePass } from "@/tests/support/time-lapse";

let house: House;
let market: RotationMarket;
let jane: Actor;
let ids: readonly string[];

beforeAll(async () => {
  market = await rotationMarket("none");
  house = await buildHouse({}, [market.definition]);
  jane = await makeSeller(house);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await market[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await house.database.query("delete from connection");
  await calm(house.database);
  ids = (await plantGrants(house, jane.userId, market, 30)).map(({ id }) => id);
});

const at = (place: number): string => ids[place] ?? "";
const evidence = { status: 503, durationMs: 1, errorCode: "temporarily_unavailable", errorText: null, clockSkewMs: 0 };
const down = refused({ class: "transient", evidence });
const noClient = refused({ class: "config_client", evidence: { ...evidence, status: 401, errorCode: "invalid_client" } });
const ask = (id: string, outcome: TokenOutcome, trigger: "reader" | "seller" = "reader") =>
  refreshConnection(answering(house, inTurn(outcome)), { connectionId: id, trigger, ifGeneration: null });
/** So many connections, one after the other, get the same answer. */
const all = async (many: number, outcome: TokenOutcome, from = 0) => {
  for (let place = from; place < from + many; place++) await ask(at(place), outcome);
};
const registration = async () =>
  (
    await house.database.query(
      "select trouble, frozen_until > now() as resting, held_until > now() as holding from client_registration where provider_id = $1",
      [market.definition.id],
    )
  )[0];
const incidents = () => house.database.query("select kind, code, closed_at is null as open from incident order by id");
const dashboard = () => house.services.dashboard(jane, {});

describe("a marketplace that does not answer", () => {
  it("is an outage after five connections in a row: one incident, and everybody reads whose fault it is and that nothing is to do", async () => {
    await all(4, down);
    expect(await registration()).toMatchObject({ trouble: null });
    expect((await dashboard()).troubles).toEqual([]);

    await ask(at(4), down);

    expect(await registration()).toMatchObject({ trouble: "outage", resting: true });
    expect(await incidents()).toEqual([{ kind: "outage", code: "temporarily_unavailable", open: true }]);
    const { connections, troubles, needsYou } = await dashboard();
    expect(new Set(connections.map(({ state, shared }) => `${state} ${shared}`))).toEqual(new Set(["trouble_on provider"]));
    expect(troubles).toMatchObject([{ why: "provider" }]);
    expect(needsYou).toBe(0);
  });

  it("keeps a healthy connection waiting without a call, and tells its seller plainly", async () => {
    await all(5, down);
    const answer = inTurn(renewed());
    const told = await refreshConnection(answering(house, answer), {
      connectionId: at(20),
      trigger: "seller",
      ifGeneration: null,
    });
    expect(told).toMatchObject({ ok: false, error: { code: "in_trouble" } });
    expect(answer.calls).toBe(0);
  });

  it("is probed by one claim at a time, however many ask at once, and a click may be the probe that ends it", async () => {
    await all(5, down);
    await letTimePass(house, 31);
    const failing = inTurn(down);
    // They all have seen that it is time for a probe before the first of them gets the turn.
    await withSession(house.database.url, async (session) => {
      await session.query("begin; select from client_registration for update");
      const asking = ids
        .slice(10, 18)
        .map((connectionId) =>
          refreshConnection(answering(house, failing), { connectionId, trigger: "reader", ifGeneration: null }),
        );
      await new Promise((resolve) => setTimeout(resolve, 500));
      await session.query("commit");
      await Promise.all(asking);
    });
    expect(failing.calls).toBe(1);
    expect(await registration()).toMatchObject({ trouble: "outage", resting: true });

    await letTimePass(house, 31);
    expect(await ask(at(25), renewed(), "seller")).toMatchObject({ ok: true });
    expect(await registration()).toMatchObject({ trouble: null, resting: null, holding: null });
    expect(await incidents()).toMatchObject([{ kind: "outage", open: false }]);
    expect((await ask(at(26), renewed())).ok, "and everybody goes on").toBe(true);
  });

  it("is probed by itself with what is due longest, twice a minute at most", async () => {
    await all(5, down);
    await letTimePass(house, 31);
    await house.database.query(
      "update credential set refresh_after = now() - interval '1 hour' where connection_id = (select id from connection where public_id = $1)",
      [at(7)],
    );
    expect(await probeTroubles(answering(house, inTurn(down)))).toBe(1);
    expect(await storedConnection(house, at(7))).toMatchObject({ status: "ACTIVE", failures_in_row: 1 });
    expect(await registration()).toMatchObject({ trouble: "outage" });
    expect(await probeTroubles(answering(house, inTurn(renewed()))), "not before half a minute is over").toBe(0);
    await letTimePass(house, 31);
    await probeTroubles(answering(house, inTurn(renewed())));
    expect(await registration()).toMatchObject({ trouble: null });
  });

  it("is over when it refuses a permission: that is an answer", async () => {
    await all(5, down);
    await letTimePass(house, 31);
    await ask(at(6), refused());
    expect(await registration()).toMatchObject({ trouble: null });
    expect(await storedConnection(house, at(6))).toMatchObject({ status: "ACTIVE", refusals: 1 });
  });

  it("that fails again within minutes goes on as the same incident; what failed before its end is not held against it", async () => {
    await all(5, down);
    await letTimePass(house, 31);
    await ask(at(5), renewed());
    await all(4, down, 6);
    expect(await registration(), "four since it was over").toMatchObject({ trouble: null });
    await ask(at(11), down);
    expect(await incidents()).toMatchObject([{ kind: "outage", open: true }]);
  });

  it("concerns nobody when its last connection is gone", async () => {
    await all(5, down);
    await letTimePass(house, 31);
    await house.database.query("update connection set status = 'REVOKED'");
    await probeTroubles(house.container.dependencies);
    expect(await registration()).toMatchObject({ trouble: null });
    expect(await incidents()).toMatchObject([{ open: false }]);
  });
});

describe("credentials that are refused", () => {
  it("are one incident, whoever notices it at the same time", async () => {
    await Promise.all(ids.slice(0, 10).map((id) => ask(id, noClient)));
    expect(await incidents()).toEqual([{ kind: "credentials", code: "invalid_client", open: true }]);
    expect(
      house.logLines.filter((line) => line.includes("a marketplace has trouble") && line.includes("credentials")),
    ).toHaveLength(1);
  });

  it("are an admin's matter: the seller reads that the team knows, and is not asked for anything", async () => {
    await ask(at(0), noClient);
    expect(await ask(at(1), renewed())).toMatchObject({ ok: false, error: { code: "set_up_refused" } });
    expect((await dashboard()).troubles).toMatchObject([{ why: "setup" }]);
    await letTimePass(house, 31);
    expect(await ask(at(1), renewed()), "five minutes, not half of one").toMatchObject({ ok: false });
    await letTimePass(house, 280);
    expect((await ask(at(1), renewed())).ok).toBe(true);
  });

  it("are accepted again when a marketplace refuses the permission instead: that it could say", async () => {
    await ask(at(0), noClient);
    await letTimePass(house, 301);
    await ask(at(1), refused());
    expect(await registration()).toMatchObject({ trouble: null });
    expect(await storedConnection(house, at(1))).toMatchObject({ status: "ACTIVE", refusals: 1 });
  });
});

describe("permissions that are refused in mass", () => {
  const proven = { ...refused(), proven: true };
  const given = async () =>
    Number((await house.database.query("select count(*)::int as n from connection where status = 'NEEDS_REAUTH'"))[0]?.["n"]);

  it("have twenty places in ten minutes, where refusals are not few, and no end of them where they are", async () => {
    const { troubles } = house.container.dependencies;
    const registrationId = String(
      (
        await house.database.query("select public_id from client_registration where provider_id = $1", [market.definition.id])
      )[0]?.["public_id"],
    );
    const taken = async (few: boolean) =>
      (await Promise.all(ids.map(() => troubles.mayGiveUp({ registrationId, refusedForMs: 0, few })))).filter(Boolean).length;
    expect(await taken(false)).toBe(20);
    expect(await taken(false)).toBe(0);
    expect(await taken(true)).toBe(30);
    await letTimePass(house, 601);
    expect(await taken(false)).toBe(20);
  });

  it("give up nobody from the twentieth on, at whatever speed they come", async () => {
    await Promise.all(ids.map((id) => ask(id, proven)));
    expect(await given()).toBeLessThanOrEqual(20);
    expect(await registration()).toMatchObject({ trouble: "refusals" });
    const kept = (await house.database.query("select public_id from connection where status = 'ACTIVE' limit 1"))[0]?.[
      "public_id"
    ];
    expect(await eventTypes(house, String(kept))).toContain("renewal_held");
  });

  it("are released one by one: only what is refused for long, while others are renewed, and not all at once", async () => {
    await all(25, refused());
    expect(await given()).toBe(0);
    await letTimePass(house, 61);
    await ask(at(29), renewed());
    expect(await registration()).toMatchObject({ trouble: null, holding: true });

    await ask(at(0), refused());
    expect(await storedConnection(house, at(0)), "refused twice, a minute apart, but held").toMatchObject({
      status: "ACTIVE",
      refusals: 2,
    });
    await letTimePass(house, 15 * 60);
    await ask(at(0), refused());
    await ask(at(1), refused());
    expect(await given(), "one").toBe(1);
    await letTimePass(house, 121);
    await ask(at(1), refused());
    await ask(at(2), refused());
    expect(await given(), "and another two minutes later").toBe(2);

    await letTimePass(house, 60 * 60);
    await ask(at(2), refused());
    await ask(at(3), refused());
    expect(await given(), "and after an hour as always").toBe(4);
    expect(await incidents()).toMatchObject([{ kind: "refusals", open: false }]);
  });

  it("are believed after half a day in which nothing was renewed, for then the sellers have to know", async () => {
    await all(25, refused());
    await letTimePass(house, 11 * 3600);
    await probeTroubles(answering(house, inTurn(refused())));
    expect(await registration()).toMatchObject({ trouble: "refusals" });
    await letTimePass(house, 3601);
    await probeTroubles(answering(house, inTurn(refused())));
    expect(await registration()).toMatchObject({ trouble: null, holding: true });
    await letTimePass(house, 3601);
    await all(25, refused());
    expect(await given()).toBe(20);
  });

  it("are not seen in answers that got lost on their way to us: each of those is declared as what it is", async () => {
    const strict = house.definitions.map((each) => ({
      ...each,
      rotation: { ...each.rotation, kind: "rotating_single_use" as const },
    }));
    for (const id of ids) {
      const deps = { ...answering(house, inTurn(lost(), refused())), definitions: strict };
      await refreshConnection(deps, { connectionId: id, trigger: "reader", ifGeneration: null });
    }
    expect(await given()).toBe(30);
    expect(await registration()).toMatchObject({ trouble: null });
    expect(await storedConnection(house, at(29))).toMatchObject({ reauth_reason: "refresh_outcome_lost" });
  });

  it("do not hold what is known to have ended", async () => {
    await all(25, refused());
    await letTimePass(house, 31);
    await house.database.query("update credential set refresh_expires_at = now() - interval '1 second'");
    await ask(at(27), refused());
    expect(await storedConnection(house, at(27))).toMatchObject({
      status: "NEEDS_REAUTH",
      reauth_reason: "refresh_token_expired",
    });
  });
});
