import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
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
  it("a dashboard of 50 connections is one statement, and reads nothing sealed", async () => {
    const sent = await statementsOf(() => house.services.dashboard(jane, {}));
    expect(sent).toHaveLength(1);
    expect(sent.join()).not.toContain("sealed");
  });

  it("the page of a connection is three statements, and reads nothing sealed", async () => {
    const sent = await statementsOf(() => house.services.connectionDetail(jane, { id, before: null, timeZone: null }));
    expect(sent).toHaveLength(3);
    expect(sent.join()).not.toContain("sealed");
  });

  it("an admin's overview is four statements, a page of the list three and a connection's page three, and none reads what is sealed", async () => {
    const ada = await makeSeller(house, "Ada", "admin");
    const everything = { state: "", provider: "", owner: "", q: "", older: "", newer: "" };
    const overview = await statementsOf(() => house.services.adminOverview(ada));
    const list = await statementsOf(() => house.services.adminConnections(ada, everything));
    const detail = await statementsOf(() => house.services.adminConnection(ada, id));
    expect([overview.length, list.length, detail.length]).toEqual([4, 3, 3]);
    expect([...overview, ...list, ...detail].join()).not.toContain("sealed");
  });

  it.each([
    ["that succeeds", renewed()],
    ["that is refused", refused()],
  ])("a refresh %s is four statements: claim, connection, registration, settlement", async (_, outcome) => {
    expect(await statementsOf(() => refresh(inTurn(outcome)))).toHaveLength(4);
  });

  it("looking for what is due is one statement", async () => {
    expect(await statementsOf(() => house.container.dependencies.refreshes.due(100))).toHaveLength(1);
  });

  it("a connect is at most six statements to leave and sixteen to arrive, however many connections there are", async () => {
    let started = { attemptId: "", browserSecret: "", address: "" };
    const leaving = await statementsOf(async () => {
      started = await start(house, jane);
    });
    const back = await consent(started.address);
    const arriving = await statementsOf(() => arrive(house, jane, started, back));
    expect(leaving.length).toBeLessThanOrEqual(6);
    expect(arriving.length).toBeLessThanOrEqual(16);
  });

  it("a check is eight statements: connection, turn, what is stored, registration, and the timeline as one transaction", async () => {
    expect(await statementsOf(() => house.services.checkConnection(jane, id))).toHaveLength(8);
  });

  it("a disconnect is at most seventeen statements", async () => {
    expect((await statementsOf(() => house.services.disconnectConnection(jane, id))).length).toBeLessThanOrEqual(17);
  });
});
