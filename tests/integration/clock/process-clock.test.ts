import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { onePass } from "@/tests/support/one-pass";
import { answering, inTurn, renewed } from "@/tests/support/stub-refresh";
import { connect, start } from "@/tests/support/walk";

let house: House;
let jane: Actor;

beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  jane = await makeSeller(house);
});
afterEach(() => void vi.useRealTimers());

/** The wall clock of this process, its services and its adapters; the database keeps its own. */
const skew = (minutes: number) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(Date.now() + minutes * 60_000);
};
const lifetimes = async (id: string) =>
  (
    await house.database.query(
      `select extract(epoch from access_expires_at - now())::float8 as left,
         (extract(epoch from refresh_after - obtained_at) / extract(epoch from access_expires_at - obtained_at))::float8 as share
       from credential k join connection c on c.id = k.connection_id where c.public_id = $1`,
      [id],
    )
  )[0] ?? {};

describe.each([10, -10])("a process clock that is %i minutes off", (minutes) => {
  it("neither shortens nor lengthens access, on connecting and on refreshing", async () => {
    skew(minutes);
    const id = (await connect(house, jane)).id ?? "";
    for (const when of ["connected", "refreshed"]) {
      const { left, share } = await lifetimes(id);
      expect(Math.abs(Number(left) - 3600), when).toBeLessThan(5);
      expect(Number(share), when).toBeGreaterThanOrEqual(0.6);
      expect(Number(share), when).toBeLessThanOrEqual(0.85);
      await refreshConnection(answering(house, inTurn(renewed())), { connectionId: id, trigger: "reader", ifGeneration: null });
    }
  });

  it("refreshes nothing before its time, and everything that is due", async () => {
    const id = (await connect(house, jane)).id ?? "";
    const answer = inTurn(renewed());
    const deps = answering(house, answer);
    const dueIn = (seconds: number) =>
      house.database.query(
        "update credential set refresh_after = now() + $2 * interval '1 second' where connection_id = (select id from connection where public_id = $1)",
        [id, seconds],
      );
    skew(minutes);
    await dueIn(5);
    await onePass(deps);
    expect(answer.calls).toBe(0);
    await dueIn(-1);
    await onePass(deps);
    expect(answer.calls).toBe(1);
  });

  it("lets a seller who asked a minute ago ask again, and not before", async () => {
    const id = (await connect(house, jane)).id ?? "";
    skew(minutes);
    const ask = () => house.services.refreshConnection(jane, id);
    const letPass = (seconds: number) =>
      Promise.all([
        house.database.query("update credential set last_refreshed_at = last_refreshed_at - $1 * interval '1 second'", [seconds]),
        house.database.query("update refresh_attempt set started_at = started_at - $1 * interval '1 second'", [seconds]),
      ]);
    expect(await ask()).toMatchObject({ value: { did: "renewed" } });
    await letPass(50);
    expect(await ask()).toMatchObject({ value: { did: "not_needed" } });
    await letPass(11);
    expect(await ask()).toMatchObject({ value: { did: "renewed" } });
  });

  it("counts open flows by the database: ten and no more, and those that ran out do not count", async () => {
    skew(minutes);
    for (let n = 0; n < 10; n++) await start(house, jane);
    const eleventh = () =>
      house.services.startConnection(jane, {
        providerId: "stubhub",
        label: `More ${Math.random()}`,
        scopes: [],
        reconnectId: null,
      });
    expect(await eleventh()).toMatchObject({ ok: false, error: { code: "too_many_starts" } });
    await house.database.query(
      "update authorization_attempt set expires_at = now() - interval '1 second' where session_id = $1",
      [jane.sessionId],
    );
    expect((await eleventh()).ok).toBe(true);
  });

  it("holds a grant of another account for ten minutes, neither more nor less", async () => {
    const named = { scopes: ["read:user"] };
    const { id } = await connect(house, jane, named);
    skew(minutes);
    const hold = async (heldSeconds: number) => {
      const { attemptId, outcome } = await connect(house, jane, { reconnectId: id, ...named }, { account: "ben" });
      expect(outcome).toBe("wrong_account");
      await house.database.query(
        "update authorization_attempt set finished_at = finished_at - $2 * interval '1 second' where public_id = $1",
        [attemptId, heldSeconds],
      );
      return house.services.settleAttempt(jane, { attemptId, choice: "new" });
    };
    expect(await hold(590)).toMatchObject({ ok: true });
    expect(await hold(610)).toMatchObject({ ok: false, error: { code: "expired" } });
  });
});
