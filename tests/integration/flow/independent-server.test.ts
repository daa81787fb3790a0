import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { resolveTarget } from "@/lib/services/resolve-target";
import { buildHouse, CLIENT_SECRET, type House, houseRegistration, makeSeller } from "@/tests/support/house";
import { clickThrough, type IndependentServer, independentServer } from "@/tests/support/independent-server";
import { openTokensOf } from "@/tests/support/open-tokens";
import { arrive, connectBy, start } from "@/tests/support/walk";

describe("against a certified authorization server that knows nothing of us", () => {
  let server: IndependentServer;
  let house: House;
  beforeAll(async () => {
    server = await independentServer();
    house = await buildHouse({}, [server.definition]);
  });
  afterAll(async () => {
    await house[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  async function connectAs(actor: Parameters<typeof start>[1], login: string, reconnectId: string | null = null) {
    const asked = { providerId: "independent", reconnectId };
    const connected = await connectBy(house, actor, asked, (address) => clickThrough(address, login));
    return { ...connected, id: connected.id ?? "" };
  }
  const refresh = (id: string) =>
    refreshConnection(house.container.dependencies, { connectionId: id, trigger: "reader", ifGeneration: null });

  const askDirectly = (path: string, form: Record<string, string>) =>
    fetch(`${server.origin}${path}`, {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from(`${encodeURIComponent("house client").replace("%20", "+")}:${encodeURIComponent(CLIENT_SECRET)}`).toString("base64")}`,
      },
      body: new URLSearchParams(form),
    });

  it("connects with PKCE, state, nonce and iss, and knows the account by its stable key", async () => {
    const jane = await makeSeller(house);
    const { outcome, id } = await connectAs(jane, "ana");
    expect(outcome).toBe("connected");
    expect(await house.services.connectionDetail(jane, { id, before: null, timeZone: null })).toMatchObject({
      value: { account: "ana", state: "working" },
    });
  });

  it("refreshes ten times, each with the newest token, and the stored one is live afterwards", async () => {
    const jane = await makeSeller(house);
    const { id } = await connectAs(jane, "ben");
    for (let generation = 2; generation <= 11; generation++)
      expect(await refresh(id)).toEqual({ ok: true, value: { generation } });
    expect((await refresh(id)).ok).toBe(true);
  });

  it("after somebody used a token twice the family is dead: two refusals, then the seller is asked", async () => {
    const jane = await makeSeller(house);
    const { id } = await connectAs(jane, "cleo");
    const stolen = (await openTokensOf(house, id)).refreshToken ?? "";
    expect((await refresh(id)).ok).toBe(true);
    expect((await askDirectly("/token", { grant_type: "refresh_token", refresh_token: stolen })).status).toBe(400);

    expect(await refresh(id)).toMatchObject({ error: { code: "refresh_failed" } });
    await house.database.query("update credential set last_failed_at = last_failed_at - interval '61 seconds'");
    expect(await refresh(id)).toMatchObject({ error: { code: "reconnect_needed" } });
    expect((await connectAs(jane, "cleo", id)).outcome).toBe("reconnected");
    expect((await refresh(id)).ok).toBe(true);
  });

  it("cancels access on disconnect, and the old token is refused afterwards", async () => {
    const jane = await makeSeller(house);
    const { id } = await connectAs(jane, "dora");
    const { refreshToken } = await openTokensOf(house, id);

    expect(await house.services.disconnectConnection(jane, id)).toMatchObject({ ok: true, value: { result: "confirmed" } });

    const proof = await askDirectly("/token", { grant_type: "refresh_token", refresh_token: refreshToken ?? "" });
    expect(proof.status).toBe(400);
    expect(await proof.json()).toMatchObject({ error: "invalid_grant" });
  });

  it("A20, A21: a stable key decides: same account refreshed in place, another refused, somebody else's left alone", async () => {
    const jane = await makeSeller(house);
    const omar = await makeSeller(house, "Omar");
    const first = await connectAs(jane, "eve");

    expect(await connectAs(jane, "eve")).toMatchObject({ outcome: "duplicate", id: first.id });
    expect((await connectAs(jane, "fay", first.id)).outcome).toBe("wrong_account");
    const theirs = await connectAs(omar, "eve");
    expect(theirs.outcome).toBe("other_owner");
    const told = JSON.stringify(await house.services.attemptResult(omar, theirs.attemptId));
    expect(told).toContain("other_owner");
    for (const hint of ["Jane", jane.userId, first.id]) expect(told, "no hint whose it is").not.toContain(hint);
    const owned = await house.services.connectionDetail(jane, { id: first.id, before: null, timeZone: null });
    expect(owned.ok && owned.value.events[0]).toMatchObject({ text: "event.other_person_tried" });
    expect(
      (
        await house.database.query("select 1 from audit_event where action = 'connection_of_other_owner' and object = $1", [
          first.id,
        ])
      ).length,
    ).toBe(1);

    expect((await house.services.dashboard(jane, {})).total).toBe(1);
    expect((await house.services.dashboard(omar, {})).total).toBe(0);
    expect((await refresh(first.id)).ok, "the first grant is untouched").toBe(true);
  });

  it("A6: a server that promises iss and leaves it out is refused before any token request", async () => {
    const jane = await makeSeller(house);
    const started = await start(house, jane, { providerId: "independent" });
    const back = await clickThrough(started.address, "gus");
    back.searchParams.delete("iss");
    const before = server.grants.length;
    expect((await arrive(house, jane, started, back)).outcome).toBe("mismatch");
    expect(server.grants.length).toBe(before);
  });
});

describe("with two registrations of ours at one provider, each with an address of its own", () => {
  let server: IndependentServer;
  let house: House;
  beforeAll(async () => {
    server = await independentServer();
    const definition = { ...server.definition, redirect: { ...server.definition.redirect, perRegistration: true } };
    const registrations = ["first", "second"].map((name) => ({
      ...houseRegistration(definition),
      name,
      clientId: `client:${name} %`,
    }));
    house = await buildHouse({ registrations }, [definition]);
  });
  afterAll(async () => {
    await house[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });
  const targets = async () => {
    const { dependencies } = house.container;
    const records = (await dependencies.registrations.enabled()).filter((each) => each.providerId === "independent");
    return records.map((record) => {
      const target = resolveTarget(dependencies, record);
      if (!target.ok) throw new Error(target.error.code);
      return { record, ...target.value };
    });
  };

  it("A6, A26: each connects and renews with its own client at its own address", async () => {
    const both = await targets();
    server.admit(both);
    expect(new Set(both.map(({ redirectUri }) => redirectUri)).size).toBe(2);

    const used: string[] = [];
    for (const { record } of both) {
      const jane = await makeSeller(house);
      await house.database.query("update client_registration set enabled = (public_id = $1) where provider_id = 'independent'", [
        record.id,
      ]);
      const visit = async (address: string) => {
        used.push(new URL(address).searchParams.get("client_id") ?? "");
        return clickThrough(address, `person-${record.name}`);
      };
      const { outcome, id } = await connectBy(house, jane, { providerId: "independent" }, visit);
      expect(outcome).toBe("connected");
      const renewed = { connectionId: id ?? "", trigger: "reader", ifGeneration: null } as const;
      expect(await refreshConnection(house.container.dependencies, renewed)).toMatchObject({ ok: true });
    }
    expect(used).toEqual(["client:first %", "client:second %"]);
    await house.database.query("update client_registration set enabled = true");
  });

  it("A5: a response that comes back at the other one's address is dropped before any token request", async () => {
    const both = await targets();
    server.admit(both);
    const jane = await makeSeller(house);
    const started = await start(house, jane, { providerId: "independent" });
    const back = await clickThrough(started.address, "mixed");
    const other = both.find(({ redirectUri }) => redirectUri !== `${back.origin}${back.pathname}`);
    const before = server.grants.length;

    expect((await arrive(house, jane, started, new URL(`${other?.redirectUri}${back.search}`))).outcome).toBe("mismatch");

    expect(server.grants.length).toBe(before);
  });
});
