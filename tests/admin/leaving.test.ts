import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { seeOffAll } from "@/lib/services/see-off";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { peopleActs } from "@/tests/support/people-acts";
import { connect } from "@/tests/support/walk";

let house: House;
let olga: Actor;
beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  await house.database.query("update app_user set role = 'viewer' where role = 'owner'");
  olga = await makeSeller(house, "Olga", "owner");
});

const { emailOf, roleOf, deactivate, audited } = peopleActs(() => house);

describe("the connections of somebody who leaves", () => {
  const connectionsOf = (...labels: readonly string[]) =>
    house.database.query(
      `select c.label, c.status::text, u.name as owner, k.generation, k.refresh_after is not null as planned from connection c
       join app_user u on u.id = c.owner_id join credential k on k.connection_id = c.id where c.label = any($1) order by c.label`,
      [labels],
    );

  it("are paused: kept, and used by nobody", async () => {
    const jane = await makeSeller(house, "Jane");
    await connect(house, jane, { label: "To pause" }, { account: "ana" });
    expect(await house.services.managedPerson(olga, jane.userId)).toMatchObject({
      ok: true,
      value: { person: { connections: 1 }, places: [{ provider: { id: "stubhub" }, count: 1 }] },
    });

    expect(await deactivate(olga, jane, "pause")).toMatchObject({ ok: true, value: { left: 0 } });

    expect(await connectionsOf("To pause")).toMatchObject([{ status: "PAUSED", owner: "Jane", planned: false }]);
    await house.database.query("update connection set status = 'REVOKED' where label = 'To pause'");
  });

  it("are disconnected by whichever process comes to it", async () => {
    const jane = await makeSeller(house, "Jane");
    await connect(house, jane, { label: "To end" }, { account: "ben" });

    await deactivate(olga, jane, "disconnect");

    expect(await connectionsOf("To end")).toMatchObject([{ status: "REVOKING" }]);
    await house.database.query("update connection set status = 'REVOKED' where label = 'To end'");
  });

  it("are handed over whole: their new person renews them, under a free label, and the history says so", async () => {
    const [jane, omar] = [await makeSeller(house, "Jane"), await makeSeller(house, "Omar")];
    await connect(house, omar, { label: "main STORE", providerId: "stockx" }, { account: "ana" });
    const { id = "" } = await connect(house, jane, { label: "Main store" }, { account: "ana" });

    expect(await deactivate(olga, jane, "hand_over", await emailOf(omar))).toMatchObject({ ok: true, value: { left: 0 } });

    expect(await connectionsOf("Main store 2")).toMatchObject([
      { status: "ACTIVE", owner: "Omar", generation: 2, planned: true },
    ]);
    expect(await house.services.refreshConnection(omar, id ?? "")).toMatchObject({ ok: true, value: { did: "renewed" } });
    const told = await house.services.connectionDetail(omar, { id: id ?? "", before: null, timeZone: null });
    const texts = told.ok ? told.value.events.map(({ text }) => text) : [];
    expect(texts).toEqual(expect.arrayContaining(["event.handed_over", "event.renamed", "event.connected"]));
    expect(await house.services.connectionDetail(jane, { id: id ?? "", before: null, timeZone: null })).toMatchObject({
      ok: false,
    });
    const [audit] = await house.database.query(
      "select data from audit_event where action = 'connection_handed_over' and object = $1",
      [id],
    );
    expect(audit).toEqual({ data: { from: jane.userId, to: omar.userId } });
    expect(await audited("connections_received", omar)).toHaveLength(1);
    const open = await house.database.query(
      "select title from (select kind as title, user_id from notice) n join app_user u on u.id = n.user_id where u.public_id = $1",
      [omar.userId],
    );
    expect(open.map(({ title }) => title)).toContain("handed_over");
  });

  it("wait while they are being renewed, so that no token is lost, and follow afterwards", async () => {
    const [jane, omar] = [await makeSeller(house, "Jane"), await makeSeller(house, "Omar")];
    const { id = "" } = await connect(house, jane, { label: "Renewing" }, { account: "ben" });
    const claimed = await house.container.dependencies.refreshes.claim({
      connectionId: id ?? "",
      leaseId: "lease-of-a-test",
      leaseMs: 20_000,
      trigger: "seller",
      ifGeneration: null,
      reference: "AA-AAA",
    });
    expect(claimed.kind).toBe("claimed");

    expect(await deactivate(olga, jane, "hand_over", await emailOf(omar))).toMatchObject({ ok: true, value: { left: 1 } });
    expect(await connectionsOf("Renewing")).toMatchObject([{ owner: "Jane", generation: 1 }]);
    await house.database.query(
      "update refresh_attempt set state = 'FAILED' where lease_id = 'lease-of-a-test'; update credential set lease_until = null, lease_id = null",
    );
    await seeOffAll(house.container.dependencies);

    expect(await connectionsOf("Renewing")).toMatchObject([{ owner: "Omar", generation: 2 }]);
  });

  it("go to nobody who is not here, or to the person who leaves", async () => {
    const jane = await makeSeller(house, "Jane");

    for (const heir of ["nobody@shop.test", await emailOf(jane), ""])
      expect(await deactivate(olga, jane, "hand_over", heir)).toMatchObject({ ok: false, error: { code: "value_invalid" } });
    expect(await roleOf(jane)).toMatchObject({ out: false });
  });
});
