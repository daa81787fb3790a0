import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { awaitWinner } from "@/lib/services/await-winner";
import type { Actor } from "@/lib/services/contract";
import type { Dependencies } from "@/lib/services/dependencies";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { takeDue } from "@/lib/services/take-due";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { eventTypes, refreshStates, storedConnection } from "@/tests/support/rows";
import { answering, inTurn, lost, refused, renewed } from "@/tests/support/stub-refresh";
import { connect, counted } from "@/tests/support/walk";

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

const ask = (deps: Dependencies) => refreshConnection(deps, { connectionId: id, trigger: "reader", ifGeneration: null });
const pause = () => house.services.pauseConnection(jane, id);

describe("what happens while a refresh is in flight", () => {
  it("a pause keeps the tokens that arrive, and the connection stays paused", async () => {
    const before = await storedConnection(house, id);
    const result = await ask(answering(house, async () => pause().then(() => renewed())));

    expect(result).toMatchObject({ ok: true, value: { generation: 2 } });
    const after = await storedConnection(house, id);
    expect(after).toMatchObject({ status: "PAUSED", generation: 2, refresh_after: null, lease_id: null });
    expect(after["sealed"]).not.toBe(before["sealed"]);
    expect((await house.services.resumeConnection(jane, id)).ok).toBe(true);
    expect((await ask(answering(house, async () => renewed()))).ok, "what was kept opens").toBe(true);
  });

  it("a pause outlasts a refusal: nothing is planned, and the seller is not asked to act", async () => {
    await ask(answering(house, async () => pause().then(() => refused({ proven: true }))));

    expect(await storedConnection(house, id)).toMatchObject({ status: "PAUSED", reauth_reason: null, refresh_after: null });
    expect(await eventTypes(house, id)).not.toContain("needs_reconnect.invalid_grant");
    await house.services.resumeConnection(jane, id);
    await ask(answering(house, async () => refused({ proven: true })));
    expect(await storedConnection(house, id)).toMatchObject({ status: "NEEDS_REAUTH", reauth_reason: "invalid_grant" });
  });

  it("where a token works once, a marketplace that may still be acting is asked by nobody for a minute, whatever makes it due", async () => {
    const deps = answering(house, async () => ({ ...lost(), mayGoOn: true }));
    await ask(deps);
    const answer = inTurn(renewed());
    const now = answering(house, answer);
    expect(await ask(now)).toMatchObject({ ok: false, error: { code: "resting" } });
    await pause();
    await house.services.resumeConnection(jane, id);
    await house.database.query("update credential set refresh_after = now()");
    const { registrationId } = (await house.container.dependencies.connections.ofOwner(jane.userId, id)) ?? {};
    const registration = await now.registrations.byId(registrationId ?? "");
    const taken = registration && (await takeDue(now, registration, 50));
    await now.queue.giveBack((taken?.claims ?? []).map(({ claim }) => claim.leaseId));
    expect(taken?.claims.map(({ claim }) => claim.connection.id)).not.toContain(id);
    expect(answer.calls).toBe(0);

    await house.database.query("update credential set lease_until = now() - interval '1 second'");
    expect((await ask(now)).ok).toBe(true);
    expect(await storedConnection(house, id)).toMatchObject({ lease_until: null, generation: 2 });
  });

  it("a pause outlasts an outage: nothing is planned", async () => {
    await ask(answering(house, async () => pause().then(() => refused({ class: "transient" }))));
    expect(await storedConnection(house, id)).toMatchObject({ status: "PAUSED", refresh_after: null, failures_in_row: 1 });
  });

  it("a reconnect wins over a refusal of the token before: whoever asked gets the new access", async () => {
    const result = await ask(
      answering(house, async () => {
        await connect(house, jane, { reconnectId: id });
        return refused({ proven: true });
      }),
    );
    expect(result).toEqual({ ok: true, value: { generation: 2 } });
    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE", failures_in_row: 0 });
    expect(await refreshStates(house, id)).toEqual(["SUPERSEDED"]);
  });

  it("a disconnect wins over a refusal: nobody is told to reconnect", async () => {
    const result = await ask(
      answering(house, async () => {
        await house.services.disconnectConnection(jane, id);
        return refused({ proven: true });
      }),
    );
    expect(result).toMatchObject({ ok: false, error: { code: "not_usable" } });
    expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKED", sealed: null, refresh_after: null });
  });

  it("whoever waits for a refresh that a disconnect overtook is told so", async () => {
    const waiter: { result?: ReturnType<typeof ask> } = {};
    const deps = answering(house, async () => {
      waiter.result = ask(house.container.dependencies);
      await house.container.dependencies.sleep(100);
      await house.services.disconnectConnection(jane, id);
      return renewed();
    });
    expect(await ask(deps)).toMatchObject({ ok: false, error: { code: "not_usable" } });
    expect(await waiter.result).toMatchObject({ ok: false, error: { code: "not_usable" } });
  });

  it("whoever comes in the moment in which a refresh succeeds shares the success", async () => {
    await ask(answering(house, async () => renewed()));
    expect(await awaitWinner(house.container.dependencies, id, 2, 1000)).toEqual({ ok: true, value: { generation: 2 } });
  });

  it("a success that comes after the connection was given up changes nothing and says so", async () => {
    const result = await ask(
      answering(house, async () => {
        // This process slept past its lease; another one tried and was refused.
        await house.database.query("update credential set lease_until = now() - interval '1 second'");
        await ask(answering(house, async () => refused()));
        return renewed();
      }),
    );
    expect(result).toMatchObject({ ok: false, error: { code: "reconnect_needed" } });
    expect(await storedConnection(house, id)).toMatchObject({
      status: "NEEDS_REAUTH",
      reauth_reason: "refresh_outcome_lost",
      generation: 1,
      refresh_after: null,
    });
    expect((await storedConnection(house, id))["broken_since"]).not.toBeNull();
    expect(await refreshStates(house, id)).toEqual(["FAILED", "SUPERSEDED"]);
  });

  it("a process that slept past its lease before it could ask does not ask", async () => {
    const { dependencies } = house.container;
    const answer = inTurn(renewed());
    let sleptMs = 0;
    const deps: Dependencies = {
      ...dependencies,
      clock: { ...dependencies.clock, monotonicMs: () => dependencies.clock.monotonicMs() + sleptMs },
      registrations: {
        ...dependencies.registrations,
        byId: async (registration) => {
          sleptMs = 60_000;
          return dependencies.registrations.byId(registration);
        },
      },
      provider: { ...dependencies.provider, refresh: answer },
    };
    expect(await ask(deps)).toMatchObject({ ok: false, error: { code: "refresh_failed" } });
    expect(answer.calls).toBe(0);
    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE", generation: 1, last_failure_class: "ours" });
    expect(await refreshStates(house, id), "nothing left, so nothing is unknown").toEqual(["FAILED"]);
  });
});

describe("two transactions at one instant", () => {
  it("a disconnect that commits while a claim waits leaves nothing to claim, and raises no alarm", async () => {
    const other = new pg.Client(house.database.url);
    await other.connect();
    try {
      await other.query("begin");
      await other.query("update connection set status = 'REVOKING' where public_id = $1", [id]);
      await other.query(
        "update credential set generation = generation + 1 where connection_id = (select id from connection where public_id = $1)",
        [id],
      );
      const asked = ask(answering(house, async () => renewed()));
      await house.container.dependencies.sleep(300);
      await other.query("commit");
      expect(await asked).toMatchObject({ ok: false, error: { code: "not_usable" } });
    } finally {
      await other.end();
    }
    expect(await house.database.query("select 1 from audit_event where action = 'tamper_detected'")).toEqual([]);
    expect(await refreshStates(house, id)).toEqual([]);
  });

  it("a seller's act and an arriving reply never wait for each other", async () => {
    const other = new pg.Client(house.database.url);
    await other.connect();
    try {
      const asked = await ask(
        answering(house, async () => {
          // The order of every transaction of ours: the connection's row first, then its credential's.
          await other.query("begin");
          await other.query("update connection set updated_at = now() where public_id = $1", [id]);
          void house.container.dependencies
            .sleep(500)
            .then(() =>
              other.query(
                "update credential set last_refresh_ms = 1 where connection_id = (select id from connection where public_id = $1)",
                [id],
              ),
            )
            .then(() => other.query("commit"));
          return renewed({ scope: ["read:sellerlistings"] });
        }),
      );
      expect(asked).toEqual({ ok: true, value: { generation: 2 } });
    } finally {
      await other.end();
    }
  });

  it("a lost reply and a disconnect leave the connection ended", async () => {
    await ask(
      answering(house, async () => {
        await house.services.disconnectConnection(jane, id);
        return lost();
      }),
    );
    expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKED", refresh_after: null });
    expect(counted(house)["reuseHits"]).toBe(0);
  });
});
