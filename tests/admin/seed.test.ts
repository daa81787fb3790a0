import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCompact } from "@/lib/adapters/crypto/jwe-compact";
import { seedConnections } from "@/lib/runtime/seed-connections";
import { settleStates } from "@/lib/services/settle-states";
import { buildHouse, type House } from "@/tests/support/house";

const CONNECTIONS = 12_000;

let house: House;
const told: number[] = [];
const seed = (over: Partial<House["settings"]> = {}, yes = false) =>
  seedConnections(
    { container: house.container, settings: { ...house.settings, ...over } },
    { connections: CONNECTIONS, sellers: null, yes },
    (made) => told.push(made),
  );

beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

const count = async (sql: string) => Number((await house.database.query(`select count(*)::int as n from ${sql}`))[0]?.["n"]);

describe("filling a database to see how Holdfast does with many", () => {
  it("does nothing to a production that was not named twice", async () => {
    await expect(seed({ mode: "production" })).rejects.toThrow("Say --yes if nobody is at work on this database.");
    expect(await count("connection")).toBe(0);
  });

  it("makes as many as were asked for, says how far it is, and tells nobody of them", async () => {
    expect(await seed()).toEqual({ connections: CONNECTIONS, sellers: 480 });
    expect(told).toEqual([10_000, CONNECTIONS]);
    expect([await count("connection"), await count("credential"), await count("connection_state")]).toEqual(
      Array(3).fill(CONNECTIONS),
    );
    expect(await count("app_user where email like '%.invalid'")).toBe(480);
    expect([await count("notice"), await count("mail"), await count("connection where muted_at is null")]).toEqual([0, 0, 0]);
  });

  it("leaves them in every state there is, each as it would have been settled by itself", async () => {
    const states = await house.database.query("select own_state, count(*)::int as n from connection_state group by 1");
    expect(states.map((row) => row["own_state"]).sort()).toEqual(
      [
        "disconnected",
        "ends_soon",
        "needs_you_off",
        "needs_you_on",
        "partial",
        "paused",
        "reconnect",
        "trouble_off",
        "trouble_on",
        "working",
      ].sort(),
    );
    await settleStates(house.container.dependencies);
    const wrong = await house.database.query(
      "select s.own_state, t.own_state as should from connection_state s join connection_standing t using (connection_id) where s.own_state <> t.own_state or s.reason is distinct from t.reason",
    );
    expect(wrong).toEqual([]);
    const [sum] = await house.database.query("select sum(n)::int as n from state_count");
    expect(sum?.["n"]).toBe(CONNECTIONS);
    expect(await count("downtime where ended_at is null")).toBe(await count("connection_state where urgency <= 3"));
  });

  it("holds no token: what is sealed looks like ours, and is under a key that nobody has", async () => {
    const sealed = await house.database.query("select connection_id, sealed from credential where sealed is not null limit 20");
    for (const row of sealed) {
      expect(readCompact(String(row["sealed"]))?.header.kid).toBe("seeded");
      const opened = house.container.dependencies.sealer.open(String(row["sealed"]), { kind: "nothing" } as never);
      expect(opened).toMatchObject({ ok: false, error: { code: "key_missing" } });
    }
  });

  it("does nothing to a database in which somebody has a connection", async () => {
    await expect(seed()).rejects.toThrow("There are connections in this database already.");
    expect(await count("connection")).toBe(CONNECTIONS);
  });
});
