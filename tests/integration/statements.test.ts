import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { NO_QUERY } from "@/lib/views/admin-query";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { onePass } from "@/tests/support/one-pass";
import { statementsOf } from "@/tests/support/statements";
import { answering, inTurn, refused, renewed } from "@/tests/support/stub-refresh";
import { arrive, connect, consent, start } from "@/tests/support/walk";

let house: House;
let jane: Actor;
let id: string;

beforeAll(async () => {
  house = await buildHouse();
  jane = await makeSeller(house);
  for (let n = 0; n < 50; n++) id = (await connect(house, jane)).id ?? "";
});
afterAll(() => house[Symbol.asyncDispose]());

const refresh = (answer: ReturnType<typeof inTurn>) =>
  refreshConnection(answering(house, answer), { connectionId: id, trigger: "reader", ifGeneration: null });

describe("what an act costs the database", () => {
  it("a dashboard of 50 connections is two statements, one of them about what admins say, and reads nothing sealed", async () => {
    const sent = await statementsOf(() => house.services.dashboard(jane, {}));
    expect(sent).toHaveLength(2);
    expect(sent.join()).not.toContain("sealed");
  });

  it("the page of a connection is five statements, one of them about its open link and one about its tools, and reads nothing sealed", async () => {
    const sent = await statementsOf(() => house.services.connectionDetail(jane, { id, before: null, timeZone: null }));
    expect(sent).toHaveLength(5);
    expect(sent.join()).not.toContain("sealed");
  });

  it("an admin's overview is twenty statements, a page of the list seven and a connection's page five, and none reads what is sealed", async () => {
    const ada = await makeSeller(house, "Ada", "admin");
    const overview = await statementsOf(() => house.services.adminOverview(ada));
    const list = await statementsOf(() => house.services.adminConnections(ada, NO_QUERY));
    const detail = await statementsOf(() => house.services.adminConnection(ada, id));
    expect([overview.length, list.length, detail.length]).toEqual([20, 7, 5]);
    expect([...overview, ...list, ...detail].join()).not.toContain("sealed");
  });

  it("a refresh that succeeds is four statements: claim, connection, registration, settlement", async () => {
    expect(await statementsOf(() => refresh(inTurn(renewed())))).toHaveLength(4);
  });

  it("a refresh that is refused is five: the last one looks at the others of its registration", async () => {
    expect(await statementsOf(() => refresh(inTurn(refused())))).toHaveLength(5);
  });

  it("looking for what is due is one statement while nothing is, and two when something is", async () => {
    const { queue } = house.container.dependencies;
    expect(await statementsOf(() => queue.waiting())).toHaveLength(1);
    await house.database.query("update credential set refresh_after = now() - interval '1 second'");
    expect(await statementsOf(() => queue.waiting())).toHaveLength(2);
  });

  it("taking all fifty that are due is one statement, and renewing each of them one more", async () => {
    const deps = { ...answering(house, inTurn(renewed())), budgetOf: () => ({ perSecond: 1000, atOnce: 50 }) };
    const sent = await statementsOf(() => onePass(deps));
    const looking = 2;
    expect(sent).toHaveLength(looking + 1 + 50);
  });

  it("a connect is at most six statements to leave and seventeen to arrive, however many connections there are", async () => {
    let started = { attemptId: "", browserSecret: "", address: "" };
    const leaving = await statementsOf(async () => {
      started = await start(house, jane);
    });
    const back = await consent(started.address);
    const arriving = await statementsOf(() => arrive(house, jane, started, back));
    expect(leaving.length).toBeLessThanOrEqual(6);
    expect(arriving.length).toBeLessThanOrEqual(17);
  });

  it("a check is nine statements at most, the renewal that it calls for and that fails among them", async () => {
    expect((await statementsOf(() => house.services.checkConnection(jane, id))).length).toBeLessThanOrEqual(9);
  });

  it("a disconnect is at most seventeen statements", async () => {
    expect((await statementsOf(() => house.services.disconnectConnection(jane, id))).length).toBeLessThanOrEqual(17);
  });
});
