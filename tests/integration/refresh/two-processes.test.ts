import { expect, it } from "vitest";
import { buildHouse, makeSeller } from "@/tests/support/house";
import { startRefresher } from "@/tests/support/refresher-process";
import { connect, counted } from "@/tests/support/walk";

const ROUNDS = 20;
const CALLERS = 25;

it(`StubHub 5: 50 callers in two processes ask for one expired connection: one token request, the connection alive, ${ROUNDS} rounds`, async () => {
  await using house = await buildHouse();
  const { id } = await connect(house, await makeSeller(house));
  const job = { settings: house.settings, sandboxOrigin: house.sandbox.origin, connectionId: id ?? "", callers: CALLERS };
  await using one = await startRefresher(job);
  await using two = await startRefresher(job);
  const before = counted(house)["refreshes"] ?? 0;

  for (let round = 1; round <= ROUNDS; round++) {
    await house.database.query("update credential set access_expires_at = now() - interval '1 second'");
    for (const result of await Promise.all([one.ask(round), two.ask(round)]))
      expect(result).toEqual({ ok: CALLERS, generations: [round + 1] });
  }

  expect((counted(house)["refreshes"] ?? 0) - before, "one request a round").toBe(ROUNDS);
  expect(counted(house)["reuseHits"]).toBe(0);
  expect(
    await house.database.query("select status, generation from connection c join credential k on k.connection_id = c.id"),
  ).toEqual([{ status: "ACTIVE", generation: ROUNDS + 1 }]);
}, 180_000);
