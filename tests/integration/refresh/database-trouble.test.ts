import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import type { Dependencies } from "@/lib/services/dependencies";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { withSession } from "@/tests/support/postgres-session";
import { refreshStates, storedConnection } from "@/tests/support/rows";
import { answering, inTurn, refused, renewed } from "@/tests/support/stub-refresh";
import { connect } from "@/tests/support/walk";

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

/** The server ends every session of the house's database and lets nobody in until the returned function is called. */
async function shutDatabase(): Promise<() => Promise<void>> {
  const url = new URL(house.database.url);
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  const run = (sql: string) => withSession(url.href, (session) => session.query(sql));
  await run(`alter database ${name} allow_connections false`);
  await run(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
  return async () => void (await run(`alter database ${name} allow_connections true`));
}

describe("a database that goes away", () => {
  it("between the marketplace's answer and the write: the new tokens are stored when it is back", async () => {
    const result = await ask(
      answering(house, async () => {
        const open = await shutDatabase();
        void house.container.dependencies.sleep(1500).then(open);
        return renewed();
      }),
    );
    expect(result).toEqual({ ok: true, value: { generation: 2 } });
    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE", generation: 2, lease_id: null });
    expect(await refreshStates(house, id)).toEqual(["COMMITTED"]);
  });

  it("between a refusal and its record: the refusal is recorded when it is back", async () => {
    await ask(
      answering(house, async () => {
        const open = await shutDatabase();
        void house.container.dependencies.sleep(700).then(open);
        return refused({ proven: true });
      }),
    );
    expect(await storedConnection(house, id)).toMatchObject({ status: "NEEDS_REAUTH", reauth_reason: "invalid_grant" });
  });

  it("before the request: nobody is asked", async () => {
    const answer = inTurn(renewed());
    const open = await shutDatabase();
    try {
      await expect(ask(answering(house, answer))).rejects.toThrow();
      expect(answer.calls).toBe(0);
    } finally {
      await open();
    }
  });

  it("a write whose confirmation got lost is found done, and is not done twice", async () => {
    const deps = answering(house, inTurn(renewed()));
    const written: string[] = [];
    const result = await ask({
      ...deps,
      refreshes: {
        ...deps.refreshes,
        commit: async (claim, success) => {
          const done = await deps.refreshes.commit(claim, success);
          written.push(done);
          if (written.length === 1) throw new Error("connection lost");
          return done;
        },
      },
    });
    expect(result).toEqual({ ok: true, value: { generation: 2 } });
    expect(written).toEqual(["committed", "committed"]);
    expect(await refreshStates(house, id)).toEqual(["COMMITTED"]);
    expect(await storedConnection(house, id)).toMatchObject({ generation: 2 });
  });
});
