import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONDITIONS, type Condition } from "@/lib/core/connections/condition";
import { FAILURE_CLASSES, STATUSES } from "@/lib/core/connections/connection";
import { TROUBLES, type Trouble } from "@/lib/core/connections/trouble";
import type { AdminConnection } from "@/lib/core/ports/admin";
import { presentForAdmin } from "@/lib/services/admin-connection";
import type { Actor } from "@/lib/services/contract";
import { derivation } from "@/lib/services/derivation";
import { type Member, plantCrowd } from "@/tests/support/crowd";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";

const DAY = 86_400_000;
const CONTAINING = { providerId: "stubhub", value: "write:sales", contains: "read:sales" };

/** Instants on every scale that a rule looks at, from just around its edge to months. */
const instant = fc
  .tuple(fc.constantFrom(5, 60_000, 3_600_000, DAY, 7 * DAY, 8 * DAY, 400 * DAY), fc.double({ min: -1, max: 1, noNaN: true }))
  .map(([scale, share]) => Math.round(scale * share));
const edge = fc.constantFrom(-60_001, -60_000, -59_999, 0, 7 * DAY - 1, 7 * DAY, 7 * DAY + 1, DAY, DAY + 1);
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null, freq: 3 });
const scopes = fc.subarray(["read:sales", "write:sales", "read:user"]);

const anyMember = fc.record({
  status: fc.constantFrom(...STATUSES, "ACTIVE" as const, "ACTIVE" as const, "ACTIVE" as const),
  accessEnds: orNull(fc.oneof(instant, edge)),
  accessEndKnown: fc.boolean(),
  obtained: instant,
  hasRefresh: fc.boolean(),
  permissionEnds: orNull(fc.oneof(instant, edge)),
  due: orNull(instant),
  failures: fc.nat({ max: 4 }),
  failure: orNull(fc.record({ class: fc.constantFrom(...FAILURE_CLASSES), code: fc.constant("planted") })),
  wanted: scopes,
  granted: scopes,
});

const MANY = 2_000;
/** Milliseconds of the clock that both sides are asked at; the rows are planted around it. */
const NOW = new Date("2026-11-22T12:00:00.000Z");

let house: House;
let owner: Actor;
beforeAll(async () => {
  house = await buildHouse();
  owner = await makeSeller(house, "Jane");
  const members = fc
    .sample(anyMember, MANY)
    .map((member, place): Member => ({ ...member, owner: owner.userId, label: `Shop ${place}` }));
  await plantCrowd(house.database, members, NOW);
});
afterAll(() => house[Symbol.asyncDispose]());

/** The definitions of the house, as if one of its permissions contained another. */
const definitions = () =>
  house.definitions.map((each) =>
    each.id === CONTAINING.providerId
      ? { ...each, scope: { ...each.scope, implies: { [CONTAINING.value]: [CONTAINING.contains] } } }
      : each,
  );

const asked = () => ({ clock: { ...house.container.dependencies.clock, now: () => NOW }, definitions: definitions() });

const NOTHING = { condition: null, providerId: null, environmentId: null, ownerId: null, search: null };

/** What all connections suffer, of every kind: the members of the crowd are alike apart from that. */
const inTrouble = (trouble: Trouble | null) =>
  house.database.query(
    "update client_registration set trouble = $1::text, trouble_since = $2::timestamptz where provider_id = 'stubhub'",
    [trouble, NOW],
  );

async function found(condition: Condition | null): Promise<readonly AdminConnection[]> {
  const { admin } = house.container.dependencies;
  return (await admin.page(derivation(asked()), { ...NOTHING, condition }, null, MANY * 2)).rows;
}

describe("what is counted where connections are kept", () => {
  it.each([null, ...TROUBLES])(
    "agrees for random connections with what the pure functions say of each of them, in trouble: %s",
    async (trouble) => {
      await inTrouble(trouble);
      const all = await found(null);
      expect(all).toHaveLength(MANY);
      const derived = new Map(all.map((row) => [row.connection.id, presentForAdmin(asked(), row, NOW).condition]));
      const seen = new Set(derived.values());
      if (trouble === null) expect([...CONDITIONS].filter((condition) => !seen.has(condition))).toEqual([]);
      else expect(seen).toContain(trouble === "credentials" ? "needs_you" : "trouble");

      for (const condition of CONDITIONS) {
        const expected = [...derived].filter(([, each]) => each === condition).map(([id]) => id);
        expect((await found(condition)).map(({ connection }) => connection.id).sort(), condition).toEqual(expected.sort());
      }
    },
  );

  it("is the same number in the overview, in the list's count and in the list", async () => {
    await inTrouble(null);
    const { admin } = house.container.dependencies;
    const derive = derivation(asked());
    const health = await admin.health(derive);
    expect(health.reduce((sum, { count }) => sum + count, 0)).toBe(MANY);
    for (const condition of CONDITIONS) {
      const inOverview = health.filter((each) => each.condition === condition).reduce((sum, { count }) => sum + count, 0);
      expect(await admin.count(derive, { ...NOTHING, condition }, MANY * 2), condition).toBe(inOverview);
      expect(await found(condition), condition).toHaveLength(inOverview);
    }
  });
});
