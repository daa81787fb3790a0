import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ownedBy } from "@/components/admin/people-address";
import type { Condition } from "@/lib/core/connections/condition";
import { FAILURE_CLASSES, STATUSES } from "@/lib/core/connections/connection";
import { TROUBLES } from "@/lib/core/connections/trouble";
import type { Actor } from "@/lib/services/contract";
import type { AdminOverviewView } from "@/lib/views/admin-overview";
import { askedBehind } from "@/lib/views/admin-overview";
import { type AdminQuery, NO_QUERY } from "@/lib/views/admin-query";
import { type Member, plantCrowd } from "@/tests/support/crowd";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";

const DAY = 86_400_000;
const MANY = 350;
const PROVIDERS = ["stubhub", "stockx", "foxy"] as const;

/** Instants from hours to months, but never so close to now that they pass while the test looks. */
const instant = fc
  .tuple(fc.constantFrom(3_600_000, DAY, 7 * DAY, 8 * DAY, 60 * DAY), fc.double({ min: 0.1, max: 1, noNaN: true }), fc.boolean())
  .map(([scale, share, isPast]) => Math.round(scale * share) * (isPast ? -1 : 1));
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null, freq: 3 });
const scopes = fc.subarray(["read:sales", "write:sales", "read:user"]);

const anyMember = fc.record({
  provider: fc.constantFrom(...PROVIDERS),
  status: fc.constantFrom(...STATUSES, "ACTIVE" as const, "ACTIVE" as const, "ACTIVE" as const),
  accessEnds: orNull(instant),
  accessEndKnown: fc.boolean(),
  obtained: instant.map((ms) => -Math.abs(ms)),
  hasRefresh: fc.boolean(),
  permissionEnds: orNull(instant),
  due: orNull(instant),
  failures: fc.nat({ max: 4 }),
  failure: orNull(fc.record({ class: fc.constantFrom(...FAILURE_CLASSES), code: fc.constant("planted") })),
  wanted: scopes,
  granted: scopes,
});

/** What may be wrong with all connections of a marketplace. */
const anyTrouble = fc.record({
  trouble: fc.option(fc.constantFrom(...TROUBLES), { nil: null }),
  paused: fc.boolean(),
});

let house: House;
let admin: Actor;
beforeAll(async () => {
  house = await buildHouse();
  admin = await makeSeller(house, "Ada", "admin");
  const owners = [await makeSeller(house, "Jane"), await makeSeller(house, "Omar")];
  // Always the same crowd, in which every state is: what fails today fails tomorrow.
  const members = fc
    .sample(anyMember, { numRuns: MANY, seed: 20_261_122 })
    .map((member, place): Member => ({ ...member, owner: owners[place % 2]?.userId ?? "", label: `Shop ${place}` }));
  await plantCrowd(house.database, members);
});
afterAll(() => house[Symbol.asyncDispose]());

async function overview(): Promise<AdminOverviewView> {
  const answer = await house.services.adminOverview(admin);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

/** How many the list says that it has, and how many it shows on all of its pages together. */
async function listed(asked: Partial<AdminQuery>): Promise<{ readonly said: number; readonly shown: number }> {
  let [said, shown, after] = [-1, 0, ""];
  do {
    const answer = await house.services.adminConnections(admin, { ...NO_QUERY, ...asked, size: "100", after });
    if (!answer.ok) throw new Error(answer.error.code);
    said = answer.value.matching.count;
    shown += answer.value.rows.length;
    after = answer.value.after ?? "";
  } while (after !== "");
  return { said, shown };
}

it("the number of connections beside a person and beside a marketplace is what the list behind it says and shows", async () => {
  const people = await house.services.adminPeople(admin, { role: "seller", state: "", q: "", older: "", newer: "" });
  const rows = people.ok ? people.value.rows : [];
  expect(rows.map(({ connections }) => connections > 0)).toEqual([true, true]);
  for (const { id, connections } of rows) {
    const asked = Object.fromEntries(new URLSearchParams(ownedBy(id).split("?")[1]));
    expect(await listed(asked)).toEqual({ said: connections, shown: connections });
  }
  const provider = await house.services.providerPage(admin, { providerId: "stubhub", shown: null });
  const live = provider.ok ? provider.value.live : -1;
  expect(await listed({ provider: "stubhub", ...askedBehind("all", "") })).toEqual({ said: live, shown: live });
});

describe("the numbers of the overview", () => {
  it("are for every tile, every marketplace and every state what the list behind their link says and shows, whatever is wrong", async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.tuple(anyTrouble, anyTrouble, anyTrouble), async (troubles) => {
        for (const [place, { trouble, paused }] of troubles.entries())
          await house.database.query(
            `update client_registration set trouble = $1::text, trouble_since = case when $1::text is not null then now() end,
               renewals_paused_at = case when $2::boolean then now() end where provider_id = $3`,
            [trouble, paused, PROVIDERS[place]],
          );
        const { tiles, providers, live, tests } = await overview();
        for (const { tile, count } of tiles) {
          expect(await listed(askedBehind(tile, tests)), tile).toEqual({ said: count, shown: count });
          compared += 1;
        }
        expect(tiles[0]?.count).toBe(live);
        for (const row of providers.filter(({ filter }) => PROVIDERS.some((id) => filter.startsWith(`${id}.`)))) {
          const all = { ...askedBehind("all", tests), provider: row.filter };
          expect(await listed(all), row.filter).toEqual({ said: row.live, shown: row.live });
          for (const [state, count] of Object.entries(row.counts)) {
            const found = await listed({ ...askedBehind(state as Condition, tests), provider: row.filter });
            expect(found, `${row.filter} ${state}`).toEqual({ said: count, shown: count });
            compared += 1;
          }
        }
        expect(providers.reduce((sum, row) => sum + row.live, 0)).toBe(live);
      }),
      { numRuns: 3 },
    );
    expect(compared).toBeGreaterThan(60);
  });

  it("follow a connection that changes at once, folded or not", async () => {
    const before = await overview();
    await house.database.query(
      "update connection set status = 'NEEDS_REAUTH', reauth_reason = 'invalid_grant', broken_since = now() where id in (select id from connection where status = 'ACTIVE' limit 20)",
    );
    const after = await overview();
    const of = (view: AdminOverviewView) => view.tiles.find(({ tile }) => tile === "reconnect")?.count ?? -1;
    expect(of(after)).toBeGreaterThan(of(before));
    expect(await listed({ state: "reconnect" })).toEqual({ said: of(after), shown: of(after) });
  });
});
