import { expect, it } from "vitest";
import { buildHouse, makeSeller } from "@/tests/support/house";
import { withSession } from "@/tests/support/postgres-session";
import { storedConnection } from "@/tests/support/rows";
import { until } from "@/tests/support/test-engine";
import { arrive, connect, consent, start } from "@/tests/support/walk";

it("what a seller brings back is stored, although the database ends its transaction for another one's sake", async () => {
  await using house = await buildHouse();
  const jane = await makeSeller(house);
  const { id } = await connect(house, jane);
  const started = await start(house, jane, { reconnectId: id ?? "" });
  const back = await consent(started.address);
  const waiting = () =>
    house.database.query("select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()");

  const outcome = await withSession(house.settings.databaseUrl ?? "", async (other) => {
    // The one that waits longest looks for a circle first, and is the one that is ended.
    await other.query("set deadlock_timeout = '30s'; begin");
    await other.query("select from connection where public_id = $1 for update", [id]);
    const arrival = arrive(house, jane, started, back);
    await until(async () => (await waiting()).length > 0);
    await other.query("select from client_registration for update");
    await other.query("commit");
    return (await arrival).outcome;
  });

  expect(outcome).toBe("reconnected");
  expect(await storedConnection(house, id ?? "")).toMatchObject({ status: "ACTIVE", generation: 2 });
  const [seen] = await house.database.query(
    "select deadlocks::int as n from pg_stat_database where datname = current_database()",
  );
  expect(Number(seen?.["n"])).toBeGreaterThan(0);
});
