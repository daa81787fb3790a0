import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccountIdentity } from "@/lib/core/ports/provider-client";
import type { Actor } from "@/lib/services/contract";
import { placeGrant } from "@/lib/services/place-grant";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { toTokenSet } from "@/lib/services/seal-tokens";
import type { Brought, Source } from "@/lib/services/store-grant";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { storedConnection } from "@/tests/support/rows";
import { answering, inTurn, renewed } from "@/tests/support/stub-refresh";

let house: House;
let jane: Actor;
let source: Source;

beforeAll(async () => {
  house = await buildHouse();
  const [row] = await house.database.query("select public_id from client_registration where provider_id = 'stubhub'");
  source = {
    providerId: "stubhub",
    environmentId: "lookalike",
    registrationId: String(row?.["public_id"]),
    definitionDigest: "digest",
    isTest: true,
  };
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  jane = await makeSeller(house);
});

const brings = (identity: Partial<AccountIdentity> = {}): Brought => {
  const reply = renewed();
  if (!reply.ok) throw new Error("no tokens");
  return {
    tokens: toTokenSet(reply.grant, new Date(), null),
    endKnown: true,
    identity: { issuer: "stubhub", key: null, name: null, ...identity },
    scopeWanted: ["read:sellerlistings"],
  };
};
const place = (actor: Actor, brought: Brought, label: string, repairedId: string | null = null) =>
  (async () => {
    const { connections } = house.container.dependencies;
    const repaired = repairedId === null ? null : await connections.byId(repairedId);
    return placeGrant(house.container.dependencies, actor, source, brought, repaired, label);
  })();
const idOf = (placed: Awaited<ReturnType<typeof placeGrant>>): string =>
  "connectionId" in placed ? placed.connectionId : placed.outcome;
const account = () => randomBytes(6).toString("hex");

describe("placing a grant", () => {
  it("A20: one account that two tabs of one seller connect in the same moment becomes one connection", async () => {
    const key = account();
    const placed = await Promise.all([place(jane, brings({ key }), "One"), place(jane, brings({ key }), "Two")]);

    expect(placed.map(({ outcome }) => outcome).sort()).toEqual(["connected", "duplicate"]);
    expect(idOf(placed[0])).toBe(idOf(placed[1]));
    const deps = answering(house, inTurn(renewed()));
    const request = { connectionId: idOf(placed[0]), trigger: "reader", ifGeneration: null } as const;
    expect((await refreshConnection(deps, request)).ok, "what is stored opens").toBe(true);
  });

  it("A20: one account that two sellers connect in the same moment is connected once, and nobody learns whose it is", async () => {
    const key = account();
    const ben = await makeSeller(house, "Ben");
    const placed = await Promise.all([place(jane, brings({ key }), "One"), place(ben, brings({ key }), "One")]);
    expect(placed.map(({ outcome }) => outcome).sort()).toEqual(["connected", "other_owner"]);
  });

  it("labels that only the database takes for the same get the next number, and the grant is kept", async () => {
    const [row] = await house.database.query("select lower('İstanbul') = lower('istanbul') as same");
    await place(jane, brings(), "istanbul");
    const second = await place(jane, brings(), "İstanbul");
    expect(second).toMatchObject({ outcome: "connected", label: row?.["same"] ? "İstanbul 2" : "İstanbul" });
    const third = await place(jane, brings(), "ISTANBUL");
    expect(third).toMatchObject({ outcome: "connected", label: "ISTANBUL 2" });
  });

  it("ten grants of one label in one moment become ten connections with ten labels", async () => {
    const placed = await Promise.all(Array.from({ length: 10 }, () => place(jane, brings(), "Store")));
    const labels = placed.map((one) => ("label" in one ? one.label : one.outcome));
    expect(new Set(labels).size).toBe(10);
    expect(labels).toContain("Store 10");
  });

  it("A21: a reconnect that does not say whose account it is, where that was known, changes nothing and asks", async () => {
    const id = idOf(await place(jane, brings({ key: account(), name: "Ana" }), "Main"));
    const before = await storedConnection(house, id);
    expect(await place(jane, brings(), "Main", id)).toMatchObject({ outcome: "wrong_account", canConfirmSame: true });
    expect(await storedConnection(house, id)).toEqual(before);
  });

  it("an ended connection that comes back finds its label taken and takes the next one", async () => {
    const id = idOf(await place(jane, brings(), "Main"));
    await house.services.disconnectConnection(jane, id);
    await place(jane, brings(), "MAIN");
    expect(await place(jane, brings(), "Main", id)).toMatchObject({ outcome: "reconnected", connectionId: id, label: "Main 2" });
    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE", generation: 3, refusals: 0 });
  });
});
