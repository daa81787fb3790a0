import { afterAll, beforeAll, expect, it } from "vitest";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { clickThrough, type IndependentServer, independentServer } from "@/tests/support/independent-server";
import { arrive, start } from "@/tests/support/walk";

let server: IndependentServer;
let house: House;
beforeAll(async () => {
  server = await independentServer();
  const { definition } = server;
  const nowhere = "{as}/nothing-is-here";
  // Nothing but its issuer is right: every address has to come out of the server's own document.
  house = await buildHouse({}, [
    {
      ...definition,
      issInResponse: false,
      discovery: { kind: "oidc", issuer: "{as}" },
      authorization: { ...definition.authorization, endpoint: nowhere },
      token: { ...definition.token, endpoint: nowhere },
      revocation: { ...definition.revocation, endpoint: nowhere } as typeof definition.revocation,
      ...(definition.idToken && { idToken: { ...definition.idToken, keys: nowhere } }),
    },
  ]);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

it("A23: with a certified server's own metadata a seller connects, is renewed and disconnects", async () => {
  const jane = await makeSeller(house);
  const started = await start(house, jane, { providerId: "independent" });
  expect((await arrive(house, jane, started, await clickThrough(started.address, "ana"))).outcome).toBe("connected");
  const [connection] = (await house.services.dashboard(jane, {})).connections;
  const id = connection?.id ?? "";

  expect(connection?.account).toBe("ana");
  expect(
    await refreshConnection(house.container.dependencies, { connectionId: id, trigger: "reader", ifGeneration: null }),
  ).toMatchObject({ ok: true });
  const ended = await house.services.disconnectConnection(jane, id);
  expect(JSON.stringify(ended)).toContain('"confirmed"');
  expect(house.calls.filter(({ path }) => path.startsWith("/.well-known/")).length).toBe(1);
});

it("A6: the promise of a certified server's metadata is kept: its response without iss is refused", async () => {
  const jane = await makeSeller(house);
  const started = await start(house, jane, { providerId: "independent" });
  const back = await clickThrough(started.address, "ben");
  back.searchParams.delete("iss");
  const before = server.grants.length;
  expect((await arrive(house, jane, started, back)).outcome).toBe("mismatch");
  expect(server.grants.length).toBe(before);
});
