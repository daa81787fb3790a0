import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TokenOutcome } from "@/lib/core/ports/provider-client";
import type { Actor } from "@/lib/services/contract";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { storedConnection } from "@/tests/support/rows";
import { answering, inTurn, refused, renewed } from "@/tests/support/stub-refresh";
import { connect } from "@/tests/support/walk";

let house: House;
let jane: Actor;
let id: string;

beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  jane = await makeSeller(house);
  id = (await connect(house, jane)).id ?? "";
});

const ask = (trigger: "scheduler" | "seller", answer: TokenOutcome = refused({ class: "transient" })) =>
  refreshConnection(answering(house, inTurn(answer)), { connectionId: id, trigger, ifGeneration: null });
const seen = async () => {
  const read = await house.services.connectionDetail(jane, { id, before: null, timeZone: null });
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
};
const accessEndedAgo = async (seconds: number) =>
  house.database.query("update credential set access_expires_at = now() - $2 * interval '1 second' where connection_id = $1", [
    (await storedConnection(house, id))["connection_id"],
    seconds,
  ]);

describe("what a seller sees of renewals", () => {
  it("nobody waits for a renewal because Holdfast has just tried by itself", async () => {
    await ask("scheduler");
    expect((await seen()).refreshWaitSeconds).toBe(0);
    await ask("scheduler", renewed());
    expect((await seen()).refreshWaitSeconds).toBe(0);
  });

  it("whoever asked waits for the rest of the minute, and what Holdfast tries meanwhile does not prolong it", async () => {
    await ask("seller");
    await house.database.query("update refresh_attempt set started_at = started_at - interval '40 seconds'");
    await ask("scheduler");
    const { refreshWaitSeconds } = await seen();
    expect(refreshWaitSeconds).toBeGreaterThan(0);
    expect(refreshWaitSeconds).toBeLessThanOrEqual(20);
  });

  it("access that ended before any renewal was tried is not called working", async () => {
    await accessEndedAgo(120);
    expect(await seen()).toMatchObject({ state: "trouble_off", needsSeller: false, access: { kind: "over" } });
  });

  it("a day on which renewals failed is late while access lasts, and stopped once it is over", async () => {
    await ask("scheduler");
    expect((await seen()).days.at(-1)).toMatchObject({ kind: "late" });
    await accessEndedAgo(120);
    // Just after midnight the end may lie on the day before; the last day is broken all the same.
    expect((await seen()).days.at(-1)).toMatchObject({ kind: "failed" });
  });
});

describe("the list of connections", () => {
  it("sorts names as people count", async () => {
    const omar = await makeSeller(house, "Omar");
    for (const label of ["Shop 10", "shop 1", "Shop 2"]) await connect(house, omar, { label });
    const { connections } = await house.services.dashboard(omar, {});
    expect(connections.map(({ label }) => label)).toEqual(["shop 1", "Shop 2", "Shop 10"]);
  });
});
