import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import type { Actor } from "@/lib/services/contract";
import { runCanaries } from "@/lib/services/run-canaries";
import { calm } from "@/tests/support/calm";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { storedConnection } from "@/tests/support/rows";
import { answering, inTurn, refused, renewed } from "@/tests/support/stub-refresh";
import { letTimePass } from "@/tests/support/time-lapse";
import { connect, counted, fault, reset } from "@/tests/support/walk";

let house: House;
let jane: Actor;
let admin: Actor;
beforeAll(async () => {
  house = await buildHouse();
  [jane, admin] = [await makeSeller(house), await makeSeller(house, "Ada", "admin")];
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  await reset(house);
  await calm(house.database);
  await house.database.query("update client_registration set canary_after = null, canary_result = null, canary_at = null");
});

const run = () => runCanaries(house.container.dependencies);
const results = async () =>
  Object.fromEntries(
    (await house.database.query("select provider_id, canary_result from client_registration order by id")).map((row) => [
      row["provider_id"],
      row["canary_result"],
    ]),
  );
const incidents = () => house.database.query("select kind, closed_at is null as open from incident order by id");
const shown = async () => {
  const view = await house.services.adminOverview(admin);
  return view.ok ? view.value.providers.find(({ filter }) => filter === "stubhub.lookalike") : undefined;
};

describe("trying our credentials with a made-up token", () => {
  it("tells at every marketplace that allows it that they work, and disturbs nothing there", async () => {
    const { id } = await connect(house, jane);
    const before = counted(house);

    const tried = await run();

    const allowed = CATALOGUE.filter(({ canary }) => canary === "allowed").map((definition) => definition.id);
    expect(tried).toBe(allowed.length);
    const found = await results();
    for (const provider of allowed) expect(found[provider], provider).toBe("accepted");
    for (const { id: provider, canary } of CATALOGUE) if (canary !== "allowed") expect(found[provider], provider).toBeNull();
    expect(await incidents()).toEqual([]);
    const after = counted(house);
    for (const count of ["refreshes", "reuseHits", "faultsUsed"]) expect(after[count], count).toBe(before[count]);
    expect(await storedConnection(house, id ?? "")).toMatchObject({ status: "ACTIVE", generation: 1, failures_in_row: 0 });
    expect(await shown()).toMatchObject({ health: "working", canary: { result: "accepted" } });
  });

  it("is done once an hour, by one of however many processes", async () => {
    const before = counted(house)["tokenRequests"] ?? 0;
    await Promise.all([run(), run(), run()]);
    expect(counted(house)["tokenRequests"]).toBe(before + 1);
    await letTimePass(house, 3500);
    expect(await run()).toBe(0);
    await letTimePass(house, 120);
    expect(await run()).toBeGreaterThan(0);
  });

  it("finds refused credentials before any seller does, and their repair as well", async () => {
    const { id } = await connect(house, jane);
    await fault(house, "invalid_client");
    await run();
    expect(await incidents()).toEqual([{ kind: "credentials", open: true }]);
    expect(await shown()).toMatchObject({ health: "needs_you", troubles: ["credentials"], canary: { result: "refused" } });
    expect(await storedConnection(house, id ?? "")).toMatchObject({ status: "ACTIVE", failures_in_row: 0 });

    await reset(house);
    await letTimePass(house, 3601);
    await run();
    expect(await incidents()).toEqual([{ kind: "credentials", open: false }]);
    expect(await shown()).toMatchObject({ health: "working", troubles: [], canary: { result: "accepted" } });
  });

  it.each([
    ["an answer that is none", refused({ class: "transient" })],
    ["a wish to be left alone", refused({ class: "rate_limited" })],
    ["a request that is refused in other words", refused({ class: "request_invalid" })],
    ["tokens for a made-up token", renewed()],
  ])("learns nothing from %s", async (_, outcome) => {
    await runCanaries(answering(house, inTurn(outcome)));
    expect(new Set(Object.values(await results()))).toEqual(new Set(["no_word", null]));
    expect(await incidents()).toEqual([]);
  });

  it("leaves a marketplace alone that asked for it, and a registration that is not in use", async () => {
    await house.database.query(
      "update client_registration set frozen_until = now() + interval '1 minute', frozen_code = 'throttled' where provider_id = 'stubhub'",
    );
    await house.database.query("update client_registration set enabled = false where provider_id = 'ebay'");
    await run();
    await house.database.query("update client_registration set enabled = true");
    expect(await results()).toMatchObject({ stubhub: null, ebay: null, square: "accepted" });
  });

  it("lets a renewal find out at once whether credentials that renewals were refused with work again", async () => {
    await house.database.query(
      "update client_registration set trouble = 'credentials', trouble_since = now(), frozen_until = now() + interval '4 minutes' where provider_id = 'stubhub'",
    );
    await run();
    const [row] = await house.database.query(
      "select trouble, frozen_until <= now() as probes from client_registration where provider_id = 'stubhub'",
    );
    expect(row).toEqual({ trouble: "credentials", probes: true });
  });
});
