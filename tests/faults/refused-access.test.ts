import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { freshAccess } from "@/lib/services/fresh-access";
import { connectMany, faultHouse, MARKET, standings } from "@/tests/support/fault-house";
import { reportFault } from "@/tests/support/fault-report";
import { press } from "@/tests/support/walk";

const CALLERS = 100;
const ROUNDS = 3;
const STRAGGLE_MS = 400;

test("Fault 12: access that is refused to a hundred callers at once is renewed once, and works for all of them", async () => {
  await using house = await faultHouse("strict");
  const { dependencies: deps } = house.container;
  const [connectionId = ""] = await connectMany(house, 1);
  const api = Object.values(house.definitions.find(({ id }) => id === MARKET)?.environments["lookalike"]?.bases ?? {})[1];
  const call = async (accessToken: string) =>
    (await fetch(`${api}/v2/sellerlistings`, { headers: { authorization: `Bearer ${accessToken}`, "user-agent": "test" } }))
      .status;
  const use = async () => {
    const access = await freshAccess(deps, { connectionId });
    if (!access.ok) return access.error.code;
    const { accessToken, fingerprint } = access.value;
    const first = await call(accessToken);
    if (first !== 401) return first;
    // Some come while it is being renewed, and some when that is long over.
    await sleep(Math.random() * STRAGGLE_MS);
    const again = await freshAccess(deps, { connectionId, rejected: fingerprint });
    return again.ok ? `401, then ${await call(again.value.accessToken)}` : again.error.code;
  };

  for (let round = 1; round <= ROUNDS; round++) {
    await press(house, "expire", MARKET);
    const answers = await Promise.all(Array.from({ length: CALLERS }, use));
    expect(new Set(answers)).toEqual(new Set(["401, then 200"]));
    expect(house.proxy.counts().refreshes, "one renewal a round").toBe(round);
  }

  expect(await standings(house)).toEqual({ ACTIVE: 1 });
  const answers = CALLERS * ROUNDS;
  reportFault({
    row: 12,
    says: `${CALLERS} callers refused at once, ${ROUNDS} rounds`,
    n: answers,
    result: `${ROUNDS} renewals, ${answers} calls answered after it`,
  });
});
