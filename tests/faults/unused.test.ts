import { expect, it } from "vitest";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { reportFault } from "@/tests/support/fault-report";
import { buildHouse, makeSeller } from "@/tests/support/house";
import { onePass } from "@/tests/support/one-pass";
import { connect } from "@/tests/support/walk";

const MARKET = "stubhub";
const IDLE_SECONDS = 7 * 86_400;
const MANY = 20;
const WEEKS = 5;

/** Access without a known end, and a permission that ends when it is not used for a week. */
const restless = (definition: ProviderDefinition): ProviderDefinition =>
  definition.id === MARKET
    ? {
        ...definition,
        expiry: { ...definition.expiry, sources: [], otherwise: "unknown" },
        refreshLifetime: { ...definition.refreshLifetime, absoluteSeconds: null, idleSeconds: IDLE_SECONDS },
      }
    : definition;

it(`Fault 28: a permission that ends unused is used in time, week after week, although its access has no known end`, async () => {
  await using house = await buildHouse({}, [], { change: restless });
  const jane = await makeSeller(house);
  for (let n = 0; n < MANY; n++) await connect(house, jane, { providerId: MARKET });
  const shares = async () =>
    (
      await house.database.query(
        "select extract(epoch from refresh_after - obtained_at)::float8 / $1 as share, access_expires_at from credential",
        [IDLE_SECONDS],
      )
    ).map((row) => Number(row["share"]));
  /** As if so many seconds had passed. */
  const pass = (seconds: number) =>
    house.database.query(
      "update credential set obtained_at = obtained_at - $1 * interval '1 second', refresh_after = refresh_after - $1 * interval '1 second'",
      [seconds],
    );
  let longest = 0;
  let renewals = 0;
  for (let week = 0; week < WEEKS; week++) {
    for (const share of await shares()) {
      expect(share).toBeGreaterThanOrEqual(0.6);
      expect(share).toBeLessThanOrEqual(0.85);
      longest = Math.max(longest, share);
    }
    await pass(IDLE_SECONDS * 0.599);
    expect(await onePass(house.container.dependencies), "nobody is asked before").toBe(0);
    await pass(IDLE_SECONDS * 0.252);
    expect(await onePass(house.container.dependencies)).toBe(MANY);
    renewals += MANY;
  }
  expect(await house.database.query("select from connection where status <> 'ACTIVE'")).toHaveLength(0);
  reportFault({
    row: 28,
    says: "permissions that end after a week without use, over five weeks: renewals, the longest time without use as a share of a week, permissions lost",
    n: MANY,
    result: `${renewals} renewals, ${longest.toFixed(2)}, 0 lost`,
  });
});
