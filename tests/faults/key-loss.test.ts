import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeKeyRing, parseKeyRing } from "@/lib/adapters/crypto/key-ring";
import { createSealer } from "@/lib/adapters/crypto/sealer";
import { systemClock } from "@/lib/adapters/system/clock";
import { reasonOf } from "@/lib/core/connections/reason";
import { createContainer } from "@/lib/runtime/container";
import { createLogger } from "@/lib/runtime/logger";
import type { Dependencies } from "@/lib/services/dependencies";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { dump } from "@/tests/support/dump";
import { eachOf, standings } from "@/tests/support/fault-house";
import { reportFault } from "@/tests/support/fault-report";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { plantGrants } from "@/tests/support/plant-grants";
import { type RotationMarket, rotationMarket } from "@/tests/support/rotation-markets";

const MANY = 500;
let house: House;
let market: RotationMarket;
let ids: readonly string[];

beforeAll(async () => {
  market = await rotationMarket("strict");
  house = await buildHouse({ home: mkdtempSync(path.join(tmpdir(), "holdfast-keys-")) }, [market.definition]);
  const { userId } = await makeSeller(house);
  ids = (await plantGrants(house, userId, market, MANY)).map(({ id }) => id);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await market[Symbol.asyncDispose]();
});

const here = (): Dependencies => house.container.dependencies;
const refreshAll = (deps: Dependencies) =>
  eachOf(ids, 16, (connectionId) => refreshConnection(deps, { connectionId, trigger: "scheduler", ifGeneration: null }));
const sealedValues = () => house.database.query("select connection_id, sealed, key_id, generation from credential order by 1");
const secretsOfClients = () => house.database.query("select id, sealed_secrets from client_registration order by 1");

/** The process has lost its keys. @param what only this kind; left out: all of them */
function withoutKeys(what?: "token_set"): Dependencies {
  const { sealer } = here();
  const other = createSealer(parseKeyRing(makeKeyRing()), house.settings.deploymentId);
  return {
    ...here(),
    sealer: { ...sealer, open: (sealed, context) => (what && context.kind !== what ? sealer : other).open(sealed, context) },
  };
}

describe("keys that are not there", () => {
  test.each([
    ["every key", undefined],
    ["the key of the connections only", "token_set"],
  ] as const)("Fault 17: %s: nobody is asked, nothing is marked, and what is sealed stays as it is", async (name, what) => {
    const [before, clients] = [await sealedValues(), await secretsOfClients()];
    const asked = market.counts.requests;

    const results = await refreshAll(withoutKeys(what));

    expect(results.filter((result) => result.ok || result.error.code !== "key_unavailable")).toEqual([]);
    expect(market.counts.requests - asked).toBe(0);
    expect(await standings(house)).toEqual({ ACTIVE: MANY });
    expect(await sealedValues()).toEqual(before);
    expect(await secretsOfClients()).toEqual(clients);
    const connection = await here().connections.byId(ids[0] ?? "");
    expect(connection && reasonOf("trouble_on", connection, 0)).toEqual({
      text: "admin.reason.failed.key_unavailable",
      code: "key_unavailable",
    });
    const { length } = await house.database.query("select from incident");
    expect(length, "no incident is opened at a marketplace for a fault of ours").toBe(0);
    reportFault({
      row: 17,
      says: `${name} lost while it runs, due connections`,
      n: MANY,
      result: "0 requests, 0 false reconnects, sealed values unchanged",
    });
  });

  test("Fault 17: a process without them does not start, says which are missing, and changes nothing", async () => {
    const before = await dump(house.database.url);
    const starting = createContainer({
      settings: { ...house.settings, keys: makeKeyRing() },
      definitions: house.definitions,
      logger: createLogger({ clock: systemClock, sink: { out: () => undefined, err: () => undefined } }),
      migrationsDir: path.resolve("prisma/migrations"),
    });

    await expect(starting).rejects.toThrow(`${here().sealer.primaryKeyId} (${MANY} connections)`);
    expect(await dump(house.database.url)).toEqual(before);
  });

  test("Fault 17: once they are back everything is renewed", async () => {
    const results = await refreshAll(here());

    expect(results.filter(({ ok }) => ok)).toHaveLength(MANY);
    expect(market.counts).toMatchObject({ refreshes: MANY, reuses: 0 });
    expect(await standings(house)).toEqual({ ACTIVE: MANY });
    reportFault({ row: 17, says: "the keys are put back", n: MANY, result: `${MANY} renewed` });
  });
});
