import { expect, test } from "vitest";
import { LONG, reportFault } from "@/tests/support/fault-report";
import { buildHouse, makeSeller } from "@/tests/support/house";
import { arrive, consent, counted, start } from "@/tests/support/walk";

const ROUNDS = LONG ? 1_000 : 200;

test("Fault 21: a browser that comes back twice at the same instant causes one exchange and one connection", async () => {
  await using house = await buildHouse();
  const jane = await makeSeller(house);

  for (let round = 0; round < ROUNDS; round++) {
    const started = await start(house, jane, { label: `Round ${round}` });
    const back = await consent(started.address);
    await Promise.all([arrive(house, jane, started, back), arrive(house, jane, started, back)]);
  }

  expect(counted(house)).toMatchObject({ codeExchanges: ROUNDS, tokenRequests: ROUNDS, reuseHits: 0 });
  expect((await house.services.dashboard(jane, {})).total).toBe(ROUNDS);
  reportFault({
    row: 21,
    says: "two callbacks of one attempt at once",
    n: ROUNDS,
    result: `${ROUNDS} exchanges, ${ROUNDS} connections`,
  });
});
