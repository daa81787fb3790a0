import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccountIdentity } from "@/lib/core/ports/provider-client";
import type { Actor } from "@/lib/services/contract";
import type { Dependencies } from "@/lib/services/dependencies";
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
async function place(
  actor: Actor,
  brought: Brought,
  label: string,
  repairedId: string | null = null,
  deps: Dependencies = house.container.dependencies,
) {
  const repaired = repairedId === null ? null : await deps.connections.byId(repairedId);
  return placeGrant(deps, actor, source, brought, repaired, label);
}
/** Both look at the same moment, and neither sees the other. */
const lookingTogether = (): Dependencies => {
  const deps = house.container.dependencies;
  let looks = 0;
  return {
    ...deps,
    connections: {
      ...deps.connections,
      liveByAccount: async (key) => {
        looks += 1;
        return looks <= 2 ? null : deps.connections.liveByAccount(key);
      },
    },
  };
};
const idOf = (placed: Awaited<ReturnType<typeof placeGrant>>): string =>
  "connectionId" in placed ? placed.connectionId : placed.outcome;
const account = () => randomBytes(6).toString("hex");

describe("placing a grant", () => {
  it("A20: one account that two tabs of one seller connect in the same moment becomes one connection", async () => {
    const key = account();
    const together = lookingTogether();
    const tabs = ["One", "Two"].map((label) => place(jane, brings({ key }), label, null, together));
    const placed = await Promise.all(tabs);

    expect(placed.map(({ outcome }) => outcome).sort()).toEqual(["connected", "duplicate"]);
    const [id, other] = placed.map(idOf);
    expect(id).toBe(other);
    const deps = answering(house, inTurn(renewed()));
    const request = { connectionId: id ?? "", trigger: "reader", ifGeneration: null } as const;
    expect((await refreshConnection(deps, request)).ok, "what is stored opens").toBe(true);
  });

  it("A20: one account that two sellers connect in the same moment is connected once, and nobody learns whose it is", async () => {
    const key = account();
    const ben = await makeSeller(house, "Ben");
    const together = lookingTogether();
    const placed = await Promise.all([jane, ben].map((seller) => place(seller, brings({ key }), "One", null, together)));
    expect(placed.map(({ outcome }) => outcome).sort()).toEqual(["connected", "other_owner"]);
  });

  it("labels that only the database takes for the same get the next number, and the grant is kept", async () => {
    // As in some locales of PostgreSQL, and in no version of JavaScript.
    await house.database.query(
      "create unique index house_label_turkish on connection (owner_id, replace(lower(label), 'İ', 'i')) where status <> 'REVOKED'",
    );
    try {
      await place(jane, brings(), "istanbul");
      expect(await place(jane, brings(), "İstanbul")).toMatchObject({ outcome: "connected", label: "İstanbul 2" });
    } finally {
      await house.database.query("drop index house_label_turkish");
    }
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

  it("A21: a reconnect that brings no name, where the account had one and no key, changes nothing and asks", async () => {
    const id = idOf(await place(jane, brings({ name: "ana@shop.test" }), "Main"));
    const before = await storedConnection(house, id);
    expect(await place(jane, brings(), "Main", id)).toMatchObject({
      outcome: "wrong_account",
      expected: "ana@shop.test",
      canConfirmSame: true,
      canAddAsNew: true,
    });
    expect(await storedConnection(house, id)).toEqual(before);
  });

  it("a reconnect where neither side ever had a name goes in place", async () => {
    const id = idOf(await place(jane, brings(), "Main"));
    expect(await place(jane, brings(), "Main", id)).toMatchObject({ outcome: "reconnected", connectionId: id });
  });

  it("an ended connection that comes back finds its label taken and takes the next one", async () => {
    const id = idOf(await place(jane, brings(), "Main"));
    await house.services.disconnectConnection(jane, id);
    await place(jane, brings(), "MAIN");
    expect(await place(jane, brings(), "Main", id)).toMatchObject({ outcome: "reconnected", connectionId: id, label: "Main 2" });
    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE", generation: 3, refusals: 0 });
  });
});
