import { afterAll, beforeAll, expect, it } from "vitest";
import { stockx } from "@/lib/core/providers/stockx";
import type { Actor } from "@/lib/services/contract";
import { finishEndings } from "@/lib/services/finish-endings";
import { LONG, reportFault } from "@/tests/support/fault-report";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { connectThere, type OwnMarketplace, ownMarketplace } from "@/tests/support/own-marketplace";
import { eventTypes } from "@/tests/support/rows";

const DAY_MINUTES = 24 * 60;

let market: OwnMarketplace;
let house: House;
let jane: Actor;

beforeAll(async () => {
  market = await ownMarketplace();
  house = await buildHouse({}, [market.twin(stockx, "sx")]);
  jane = await makeSeller(house);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await market[Symbol.asyncDispose]();
});

const deps = () => house.container.dependencies;
const connected = (many: number) =>
  Promise.all(
    Array.from(
      { length: many },
      async () => (await connectThere(house, jane, "sx", `u${Math.random().toString(36).slice(2)}`)).id,
    ),
  );
const rowsOf = (ids: readonly string[]) =>
  house.database.query(
    `select c.public_id as id, c.status::text, c.revocation_result as result, c.revocation_why as why, c.ending_tries as tries,
       k.sealed is not null as sealed, k.refresh_fingerprint is not null as fingerprint,
       extract(epoch from now() - c.disconnected_at) / 60 as age
     from connection c join credential k on k.connection_id = c.id where c.public_id = any($1)`,
    [ids],
  );
/** Moves the rows of all endings into the past, to where the first of them is due. @returns by how many minutes */
const untilTheNextIsDue = async (): Promise<number> => {
  const [row] = await house.database.query(
    "select greatest(0, extract(epoch from min(ending_next_at) - now()) / 60) as minutes from connection where status = 'REVOKING'",
  );
  const minutes = Number(row?.["minutes"] ?? 0);
  await house.database.query(
    `update connection set ending_next_at = ending_next_at - $1 * interval '1 minute',
       disconnected_at = disconnected_at - $1 * interval '1 minute' where status = 'REVOKING'`,
    [minutes],
  );
  return minutes;
};

it("Fault 22: a cancellation that is never taken is asked for a day and not longer, then our copy is destroyed and the seller is told", async () => {
  market.answer = (_seen, response) => void response.writeHead(503).end();
  const ids = await connected(LONG ? 50 : 10);
  for (const id of ids)
    expect(await house.services.disconnectConnection(jane, id)).toMatchObject({ value: { result: "pending" } });
  let passed = 0;
  while ((await rowsOf(ids)).some((row) => row["status"] === "REVOKING")) {
    passed += await untilTheNextIsDue();
    expect(passed, "it ends").toBeLessThan(DAY_MINUTES + 5);
    // Kept for the next try, and no longer than a day.
    for (const row of await rowsOf(ids)) if (row["status"] === "REVOKING") expect(row["sealed"]).toBe(true);
    await finishEndings(deps());
  }
  const rows = await rowsOf(ids);
  for (const row of rows) {
    expect(row).toMatchObject({ status: "REVOKED", result: "unconfirmed", why: "given_up", sealed: false, fingerprint: false });
    expect(Number(row["age"]), "the whole day was used").toBeGreaterThan(DAY_MINUTES - 1);
    const view = await house.services.connectionDetail(jane, { id: String(row["id"]), before: null, timeZone: null });
    expect(view).toMatchObject({ value: { receipt: { outcome: { kind: "unconfirmed", why: "given_up" } } } });
    expect((await eventTypes(house, String(row["id"])))[0]).toBe("disconnect_given_up");
  }
  const tries = rows.map((row) => Number(row["tries"]));
  const asked = market.asked().length;
  await house.database.query("update connection set disconnected_at = disconnected_at - interval '1 day'");
  expect(await finishEndings(deps())).toBe(0);
  expect(market.asked()).toHaveLength(asked);
  reportFault({
    row: 22,
    says: "disconnects at a marketplace that answers 503 for a day: asked, given up, told",
    n: ids.length,
    result: `${Math.min(...tries)} to ${Math.max(...tries)} tries each, 0 sealed sets after 24 h`,
  });
});

it("Fault 22: where the address is missing, nobody is asked twice, our copy is destroyed at once and the seller is told", async () => {
  market.answer = (_seen, response) => void response.writeHead(404).end();
  const ids = await connected(5);
  const before = market.asked().length;
  for (const id of ids) await house.services.disconnectConnection(jane, id);
  expect(market.asked().length - before).toBe(ids.length);
  for (const row of await rowsOf(ids)) expect(row).toMatchObject({ status: "REVOKED", why: "refused", tries: 1, sealed: false });
  reportFault({ row: 22, says: "disconnects where the address is missing", n: ids.length, result: "1 try each, 0 sealed sets" });
});
