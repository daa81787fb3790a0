import { expect, test } from "vitest";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { connectMany, eachOf, faultHouse, MARKET, refreshOne, standings } from "@/tests/support/fault-house";
import { reportFault } from "@/tests/support/fault-report";
import { type Latch, latch, passing } from "@/tests/support/latch";
import { openTokensOf } from "@/tests/support/open-tokens";
import { refreshStates } from "@/tests/support/rows";
import { counted, fault } from "@/tests/support/walk";

const CONNECTIONS = 20;
const ROUNDS = 10;
const TRIALS = CONNECTIONS * ROUNDS;

/** One refusal is proof at this marketplace: nothing but the generation stands between a late one and the seller. */
const oneRefusalIsProof = (definition: ProviderDefinition): ProviderDefinition =>
  definition.id === MARKET
    ? {
        ...definition,
        errors: [{ where: "refresh", path: "error", equals: "invalid_grant", class: "grant_dead" }, ...definition.errors],
      }
    : definition;

/** It is under way now. @throws when it ended before it came so far */
async function arrived(at: Latch, renewal: ReturnType<typeof refreshOne>): Promise<void> {
  const ended = renewal.then((result) => Promise.reject(new Error(`it ended with ${JSON.stringify(result)}`)));
  await Promise.race([at.opened, ended]);
  ended.catch(() => undefined);
}

type Gate = { readonly slowArrived: Latch; readonly slowMayGo: Latch; readonly quickAnswered: Latch; readonly quickMayGo: Latch };

test("Fault 7: a refusal of a token that somebody else has renewed meanwhile marks nobody, whichever is written first", async () => {
  await using house = await faultHouse("strict", { change: oneRefusalIsProof });
  // A used token is refused, and what it was exchanged for lives on.
  await fault(house, "rotation", "rotate");
  const ids = await connectMany(house, CONNECTIONS);
  const gates = new Map<string, Gate>();
  house.proxy.fate = ({ token, nth }) => {
    const gate = gates.get(token);
    if (!gate) return { kind: "pass" };
    if (nth > 1) return { kind: "hold", until: () => passing(gate.quickAnswered, gate.quickMayGo) };
    return { kind: "late", until: () => passing(gate.slowArrived, gate.slowMayGo) };
  };
  const leaseEnds = (id: string) =>
    house.database.query(
      "update credential set lease_until = now() - interval '1 second' where connection_id = (select id from connection where public_id = $1)",
      [id],
    );

  for (let round = 1; round <= ROUNDS; round++) {
    await eachOf(ids, 10, async (id) => {
      const gate: Gate = { slowArrived: latch(), slowMayGo: latch(), quickAnswered: latch(), quickMayGo: latch() };
      gates.set((await openTokensOf(house, id)).refreshToken ?? "", gate);
      const slow = refreshOne(house, id);
      await arrived(gate.slowArrived, slow);
      await leaseEnds(id);
      const quick = refreshOne(house, id);
      await arrived(gate.quickAnswered, quick);
      const order =
        round % 2 === 0
          ? ([gate.slowMayGo, slow, gate.quickMayGo, quick] as const)
          : ([gate.quickMayGo, quick, gate.slowMayGo, slow] as const);
      order[0].open();
      await order[1];
      order[2].open();
      await order[3];
      expect(await quick).toEqual({ ok: true, value: { generation: round + 1 } });
      expect((await slow).ok).toBe(true);
      expect((await refreshStates(house, id)).slice(0, 2)).toEqual(["COMMITTED", "SUPERSEDED"]);
    });
  }

  expect(counted(house)["reuseHits"]).toBe(TRIALS);
  expect(await standings(house)).toEqual({ ACTIVE: CONNECTIONS });
  for (const result of await eachOf(ids, 10, (id) => refreshOne(house, id)))
    expect(result.ok, "the winner's token works").toBe(true);
  reportFault({
    row: 7,
    says: "refusal of a used token beside a renewal",
    n: TRIALS,
    result: `${TRIALS} refused, 0 false reconnects asked`,
  });
});
