import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import type { Dependencies } from "@/lib/services/dependencies";
import { disconnectConnection } from "@/lib/services/disconnect-connection";
import { finishEndings } from "@/lib/services/finish-endings";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { settleAttempt } from "@/lib/services/settle-attempt";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { plantConnection } from "@/tests/support/plant";
import { eventTypes, storedConnection } from "@/tests/support/rows";
import { arrive, connect, consent, start } from "@/tests/support/walk";

let house: House;
let jane: Actor;
let id: string;

beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  jane = await makeSeller(house);
  id = (await connect(house, jane)).id ?? "";
});

const deps = () => house.container.dependencies;
const revoking = (revoke: Dependencies["provider"]["revoke"]): Dependencies => ({
  ...deps(),
  provider: { ...deps().provider, revoke },
});
/** A process that ends between the tombstone and the marketplace's answer. */
const crash = async () => {
  const ended = disconnectConnection(
    revoking(async () => {
      throw new Error("killed");
    }),
    jane,
    id,
  );
  await expect(ended).rejects.toThrow("killed");
};
const letPass = (minutes: number) =>
  house.database.query(
    `update connection set ending_next_at = ending_next_at - $1 * interval '1 minute',
       ending_try_until = ending_try_until - $1 * interval '1 minute' where status = 'REVOKING'`,
    [minutes],
  );

describe("a disconnect that was cut off", () => {
  it("is finished later, with the tokens of before the tombstone", async () => {
    await crash();
    expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKING" });
    expect(await finishEndings(deps()), "not while it may still be running").toBe(0);

    await letPass(3);
    const asked: string[] = [];
    const revoke: Dependencies["provider"]["revoke"] = async ({ refreshToken }) => {
      asked.push(refreshToken ?? "");
      return { kind: "no_way" };
    };
    expect(await finishEndings(revoking(revoke))).toBe(1);
    expect(asked).toEqual([expect.stringMatching(/./)]);
    expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKED", revocation_result: "no_way", sealed: null });
    expect((await eventTypes(house, id))[0]).toBe("disconnect_no_way");
    expect(await finishEndings(deps())).toBe(0);
  });

  it("is finished by one process only, when several look at once", async () => {
    await crash();
    await letPass(3);
    const done = await Promise.all([finishEndings(deps()), finishEndings(deps()), finishEndings(deps())]);
    expect(done.sort()).toEqual([0, 0, 1]);
    expect((await eventTypes(house, id)).filter((type) => type === "disconnect_no_way")).toHaveLength(1);
  });

  it("is finished in one go with all the others that are due; what had its time is closed without asking", async () => {
    const end = { result: null, nextTry: "-1 minute" };
    const plant = (label: string, asked: string) =>
      plantConnection(house.database, jane.userId, { label, status: "REVOKING", disconnected: `-${asked}`, end });
    for (let n = 0; n < 25; n++) await plant(`due ${n}`, "2 hours");
    for (let n = 0; n < 2; n++) await plant(`late ${n}`, "25 hours");
    expect(await finishEndings(deps())).toBe(25);
    expect(
      await house.database.query(
        `select left(c.label, 3) as kind, e.type, count(*)::int as n, count(k.sealed)::int as secrets
         from connection c join credential k on k.connection_id = c.id join connection_event e on e.connection_id = c.id
         where c.status = 'REVOKED' and (c.label like 'due %' or c.label like 'late %') group by 1, 2 order by 1`,
      ),
    ).toEqual([
      { kind: "due", type: "disconnect_no_way", n: 25, secrets: 0 },
      { kind: "lat", type: "disconnect_given_up", n: 2, secrets: 0 },
    ]);
  });

  it("one that breaks does not keep the others from being finished", async () => {
    await crash();
    const first = id;
    id = (await connect(house, jane, {}, { account: "ben" })).id ?? "";
    await crash();
    await letPass(3);
    await house.database.query(
      "update credential set sealed = 'nonsense' where connection_id = (select id from connection where public_id = $1)",
      [first],
    );
    expect(await finishEndings(deps())).toBe(2);
    expect(await storedConnection(house, first)).toMatchObject({ status: "REVOKED" });
    expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKED" });
  });
});

describe("an ending and a new beginning at once", () => {
  it("a reconnect that arrives while access is being ended changes nothing, and the connection ends", async () => {
    const started = await start(house, jane, { reconnectId: id });
    const back = await consent(started.address);
    const outcome: string[] = [];
    await disconnectConnection(
      revoking(async () => {
        outcome.push((await arrive(house, jane, started, back)).outcome);
        return { kind: "no_way" };
      }),
      jane,
      id,
    );
    expect(outcome).toEqual(["not_usable"]);
    expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKED", sealed: null });
  });

  it("a slow ending never destroys the access of a later reconnect", async () => {
    const slow = disconnectConnection(
      revoking(async () => {
        await letPass(3);
        await finishEndings(deps());
        await connect(house, jane, { reconnectId: id });
        return { kind: "no_way" };
      }),
      jane,
      id,
    );
    await slow;
    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE" });
    expect((await refreshConnection(deps(), { connectionId: id, trigger: "reader", ifGeneration: null })).ok).toBe(true);
    expect((await eventTypes(house, id)).filter((type) => type === "disconnect_no_way")).toHaveLength(1);
  });

  it("a held grant whose connection is just being ended is cancelled and stored nowhere", async () => {
    const named = { scopes: ["read:user"] };
    const own = (await connect(house, jane, named)).id ?? "";
    await house.database.query("update connection set account_name = 'old@sandbox.test' where public_id = $1", [own]);
    const { attemptId } = await connect(house, jane, { reconnectId: own, ...named });
    await house.database.query(
      "update connection set status = 'REVOKING', ending_try_until = now() + interval '1 minute' where public_id = $1",
      [own],
    );
    const cancelled: string[] = [];
    const settled = await settleAttempt(
      revoking(async ({ accessToken }) => {
        cancelled.push(accessToken);
        return { kind: "no_way" };
      }),
      jane,
      { attemptId, choice: "same" },
    );
    expect(settled).toMatchObject({ ok: false, error: { code: "not_usable" } });
    expect(cancelled).toHaveLength(1);
    expect(await storedConnection(house, own)).toMatchObject({ status: "REVOKING", generation: 1 });
  });

  it("two disconnects at once: one ends it, the other is told that there is nothing to end", async () => {
    const both = await Promise.all([1, 2].map(() => house.services.disconnectConnection(jane, id)));
    expect(both.map((result) => result.ok).sort()).toEqual([false, true]);
  });

  it("two reconnects at once: both succeed, and what is stored opens", async () => {
    const started = await Promise.all([start(house, jane, { reconnectId: id }), start(house, jane, { reconnectId: id })]);
    const backs = await Promise.all(started.map(({ address }) => consent(address)));
    const ended = await Promise.all(
      started.map((one, n) => arrive(house, jane, one, backs[n] ?? new URL("http://localhost:3000/"))),
    );
    expect(ended.map(({ outcome }) => outcome)).toEqual(["reconnected", "reconnected"]);
    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE", generation: 3 });
    expect((await refreshConnection(deps(), { connectionId: id, trigger: "reader", ifGeneration: null })).ok).toBe(true);
  });
});
