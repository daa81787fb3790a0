import { expect, test } from "vitest";
import { connectMany, eachOf, faultHouse, refreshOne, standings } from "@/tests/support/fault-house";
import { reportFault } from "@/tests/support/fault-report";
import { buildHouse, makeSeller } from "@/tests/support/house";
import { OIDC_ID, oidcServer } from "@/tests/support/oidc-server";
import { eventTypes, storedConnection } from "@/tests/support/rows";
import { connectBy } from "@/tests/support/walk";

const TRIES = 10;

test("Fault 25: a renewal that allows less is kept, and what is missing is shown", async () => {
  await using house = await faultHouse("strict");
  const ids = await connectMany(house, TRIES);
  const change = (body: string) => JSON.stringify({ ...JSON.parse(body), scope: "read:sellerlistings" });
  house.proxy.fate = ({ isRefresh }) => (isRefresh ? { kind: "alter", change } : { kind: "pass" });

  for (const { ok } of await eachOf(ids, TRIES, (id) => refreshOne(house, id))) expect(ok).toBe(true);

  const rows = await house.database.query("select scope_granted from connection");
  expect(rows).toEqual(Array.from({ length: TRIES }, () => ({ scope_granted: ["read:sellerlistings"] })));
  for (const id of ids) expect(await eventTypes(house, id)).toContain("access_reduced");
  expect(await standings(house)).toEqual({ ACTIVE: TRIES });
  reportFault({ row: 25, says: "renewals that allow less", n: TRIES, result: `${TRIES} stored and shown` });
});

test("Fault 25: a renewal that answers for another account is never stored", async () => {
  await using server = await oidcServer();
  await using house = await buildHouse({}, [server.definition]);
  const jane = await makeSeller(house);
  const ids: string[] = [];
  for (let n = 0; n < TRIES; n++) {
    server.behaviour.subject = `auth0|${n}`;
    ids.push((await connectBy(house, jane, { providerId: OIDC_ID }, server.visit)).id ?? "");
  }
  const sealed = await eachOf(ids, 1, async (id) => (await storedConnection(house, id))["sealed"]);

  server.behaviour.subject = "auth0|somebody-else";
  const results = await eachOf(ids, 1, (id) => refreshOne(house, id));

  expect(results.map((result) => (result.ok ? "renewed" : result.error.code))).toEqual(ids.map(() => "reconnect_needed"));
  expect(await standings(house)).toEqual({ "NEEDS_REAUTH account_mismatch": TRIES });
  expect(await eachOf(ids, 1, async (id) => (await storedConnection(house, id))["sealed"])).toEqual(sealed);
  reportFault({
    row: 25,
    says: "renewals that answer for another account",
    n: TRIES,
    result: `${TRIES} kept out, 0 sealed sets changed`,
  });
});
