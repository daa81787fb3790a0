import { describe, expect, test } from "vitest";
import type { ProviderDefinition } from "@/lib/core/providers/definition";
import { connectMany, eachOf, faultHouse, refreshOne, standings } from "@/tests/support/fault-house";
import { type FaultProxy, faultProxy } from "@/tests/support/fault-proxy";
import { reportFault } from "@/tests/support/fault-report";
import { buildHouse, makeSeller } from "@/tests/support/house";
import { clickThrough, independentServer } from "@/tests/support/independent-server";
import { connectBy, counted } from "@/tests/support/walk";

const TRIES = 500;
const INDEPENDENT = 20;

describe("an answer to a renewal that is lost on the way", () => {
  test("Fault 3: where a used token works for a while longer, each is recovered", async () => {
    await using house = await faultHouse("grace");
    const ids = await connectMany(house, 20);
    house.proxy.fate = ({ nth }) => (nth === 1 ? { kind: "lose" } : { kind: "pass" });

    const results = (
      await eachOf(Array.from({ length: TRIES / ids.length }), 1, () => eachOf(ids, 10, (id) => refreshOne(house, id)))
    ).flat();

    expect(results.filter(({ ok }) => ok)).toHaveLength(TRIES);
    expect(await standings(house)).toEqual({ ACTIVE: ids.length });
    expect(house.proxy.counts()).toMatchObject({ refreshes: 2 * TRIES, again: TRIES, overlaps: 0 });
    reportFault({ row: 3, says: "first answer lost, grace", n: TRIES, result: `${TRIES} recovered, 0 reconnects asked` });
  });

  test("Fault 3: where tokens are never used up, each is recovered", async () => {
    await using house = await faultHouse("none");
    const ids = await connectMany(house, 20);
    house.proxy.fate = ({ nth }) => (nth % 2 === 1 ? { kind: "lose" } : { kind: "pass" });

    const results = (
      await eachOf(Array.from({ length: TRIES / ids.length }), 1, () => eachOf(ids, 10, (id) => refreshOne(house, id)))
    ).flat();

    expect(results.filter(({ ok }) => ok)).toHaveLength(TRIES);
    expect(await standings(house)).toEqual({ ACTIVE: ids.length });
    reportFault({ row: 3, says: "first answer lost, no rotation", n: TRIES, result: `${TRIES} recovered, 0 reconnects asked` });
  });

  test("Fault 3: where a token works once, each is declared lost, and nobody is told that the permission was taken back", async () => {
    await using house = await faultHouse("strict");
    const ids = await connectMany(house, TRIES);
    house.proxy.fate = ({ nth }) => (nth === 1 ? { kind: "lose" } : { kind: "pass" });

    await eachOf(ids, 10, (id) => refreshOne(house, id));

    expect(await standings(house)).toEqual({ "NEEDS_REAUTH refresh_outcome_lost": TRIES });
    expect(counted(house)["reuseHits"]).toBe(TRIES);
    reportFault({
      row: 3,
      says: "first answer lost, strict",
      n: TRIES,
      result: `${TRIES} declared as refresh_outcome_lost, 0 silent`,
    });
  });

  test("Fault 3: an authorization server that knows nothing of us, and takes a second use for theft, is told of truthfully", async () => {
    await using server = await independentServer();
    await using proxy = await faultProxy(server.origin);
    await using house = await buildHouse({}, [throughProxy(server.definition, proxy)]);
    const jane = await makeSeller(house);
    const { id: providerId } = server.definition;
    const connected = await eachOf(Array.from({ length: INDEPENDENT }), 4, (_, place) =>
      connectBy(house, jane, { providerId }, (address) => clickThrough(address, `seller-${place}`)),
    );
    const ids = connected.map(({ id }) => id ?? "");
    for (const { ok } of await eachOf(ids, 4, (id) => refreshOne(house, id))) expect(ok, "before anything is lost").toBe(true);
    proxy.fate = ({ nth }) => (nth === 1 ? { kind: "lose" } : { kind: "pass" });

    await eachOf(ids, 4, (id) => refreshOne(house, id));

    expect(await standings(house)).toEqual({ "NEEDS_REAUTH refresh_outcome_lost": INDEPENDENT });
    reportFault({
      row: 3,
      says: "first answer lost, oidc-provider",
      n: INDEPENDENT,
      result: `${INDEPENDENT} declared as refresh_outcome_lost, 0 silent`,
    });
  });
});

/** Its token endpoint is reached through the proxy; the rest of it stays where its issuer is. */
const throughProxy = (definition: ProviderDefinition, proxy: FaultProxy): ProviderDefinition => {
  const { lookalike } = definition.environments;
  if (!lookalike) throw new Error("the server has no environment");
  const bases = { ...lookalike.bases, via: proxy.origin };
  return {
    ...definition,
    environments: { lookalike: { ...lookalike, bases } },
    token: { ...definition.token, endpoint: "{via}/token" },
  };
};
