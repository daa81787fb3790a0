import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { runCanaries } from "@/lib/services/run-canaries";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { latch } from "@/tests/support/latch";
import { eventTypes, storedConnection } from "@/tests/support/rows";
import { arrive, connectBy, start } from "@/tests/support/walk";
import { json, providerServer } from "../integration/wire/provider-server";

/** A provider on loopback that names itself on everything it gives out. */
async function shop(name: string) {
  let issued = 0;
  const line = { held: Promise.resolve() };
  const server = await providerServer((seen, response) => {
    if (seen.path === "/.well-known/openid-configuration")
      return json(response, {
        issuer: server.origin,
        authorization_endpoint: `${server.origin}/authorize`,
        token_endpoint: `${server.origin}/token`,
        revocation_endpoint: `${server.origin}/revoke`,
        token_endpoint_auth_methods_supported: ["client_secret_post"],
      });
    if (seen.path !== "/token") return void response.writeHead(seen.path.startsWith("/authorize") ? 200 : 404).end();
    if (seen.form.get("refresh_token")?.startsWith(`${name}-`) === false) return json(response, { error: "invalid_grant" }, 400);
    issued += 1;
    const reply = {
      access_token: `${name}-access-${issued}`,
      refresh_token: `${name}-refresh-${issued}`,
      token_type: "bearer",
      expires_in: 3600,
    };
    void line.held.then(() => json(response, reply));
  });
  return Object.assign(server, { line });
}

let house: House;
let [jane, ada]: Actor[] = [];
let [old, next]: Awaited<ReturnType<typeof shop>>[] = [];
beforeAll(async () => {
  house = await buildHouse();
  [jane, ada] = [await makeSeller(house), await makeSeller(house, "Ada", "admin")];
  [old, next] = [await shop("old"), await shop("new")];
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await old?.[Symbol.asyncDispose]();
  await next?.[Symbol.asyncDispose]();
});

const renew = (connectionId: string) =>
  refreshConnection(house.container.dependencies, { connectionId, trigger: "scheduler", ifGeneration: null });

/** Comes back from the provider's page as somebody who has agreed. */
const agree = async (address: string): Promise<URL> => {
  const asked = new URL(address).searchParams;
  const back = new URL(asked.get("redirect_uri") ?? "");
  back.searchParams.set("code", "made-up-code");
  back.searchParams.set("state", asked.get("state") ?? "");
  return back;
};
const value = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string; field?: string } }): T => {
  if (!result.ok) throw new Error(result.error.field ?? result.error.code);
  return result.value;
};

it("B13: a provider found by its issuer works, and after its addresses changed no byte of what was given before goes to the new place", async () => {
  const { services, container } = house;
  const [admin, seller] = [ada as Actor, jane as Actor];
  const found = value(await services.lookUpProvider(admin, { issuer: `${old?.origin}/`, name: "Acme" }));
  expect(found).toMatchObject({ token: `${old?.origin}/token`, method: "post" });
  const { providerId } = value(await services.addProvider(admin, { ...found, scopes: "read", keys: "" }));
  expect(providerId).toMatch(/^own-acme-[a-z0-9]{5}$/);

  const client = {
    providerId,
    name: "main",
    environmentId: "r1",
    clientId: "our-client",
    clientSecret: "secret-for-the-old-place",
    values: {},
  };
  const id = value(await services.addClient(admin, client)).clientId ?? "";
  expect(value(await services.testClient(admin, id)).isWell).toBe(true);
  value(await services.actOnClient(admin, { id, act: "enable" }));
  const connected = await connectBy(house, seller, { providerId, label: "Mine" }, agree);
  const connection = connected.id ?? "";
  expect(connected.outcome).toBe("connected");
  expect(await services.refreshConnection(seller, connection)).toMatchObject({ ok: true });
  const second = await connectBy(house, seller, { providerId, label: "Paused" }, agree);
  value(await services.pauseConnection(seller, second.id ?? ""));

  // Begun at the old addresses: one that waits for its seller's word, one at the provider's page, one whose code is being exchanged.
  const third = await connectBy(house, seller, { providerId, label: "Other" }, agree);
  await house.database.query("update connection set account_name = 'Somebody' where public_id = $1", [third.id]);
  const held = await connectBy(house, seller, { providerId, reconnectId: third.id, label: "Other" }, agree);
  expect(held.outcome).toBe("wrong_account");
  const away = await start(house, seller, { providerId, label: "Away" });
  const exchanged = await start(house, seller, { providerId, label: "Exchanged" });
  const asked = old?.seen.length ?? 0;
  const line = latch();
  if (old) old.line.held = line.opened;
  const exchange = arrive(house, seller, exchanged, await agree(exchanged.address));
  await vi.waitFor(() => expect(old?.seen.length).toBeGreaterThan(asked));

  // A name is no address: nothing has to be given again.
  const named = value(
    await services.changeProvider(admin, { ...found, scopes: "read", keys: "", providerId, revision: 1, name: "Acme Shop" }),
  );
  expect(named).toMatchObject({ moved: false, connections: 0 });
  expect(await storedConnection(house, connection)).toMatchObject({ status: "ACTIVE" });

  const moved = {
    ...found,
    name: "Acme Shop",
    scopes: "read",
    keys: "",
    providerId,
    revision: 1,
    token: `${next?.origin}/token`,
    revoke: `${next?.origin}/revoke`,
  };
  const late = await makeSeller(house, "Olga", "admin");
  await house.database.query("update session set created_at = now() - interval '11 minutes' where public_id = $1", [
    late.sessionId,
  ]);
  expect(await services.changeProvider(late, moved)).toMatchObject({ ok: false, error: { code: "sign_in_again" } });
  expect(value(await services.changeProvider(admin, moved))).toMatchObject({ moved: true, connections: 3 });
  line.open();
  expect(await exchange).toMatchObject({ outcome: "not_usable" });
  expect(await services.settleAttempt(seller, { attemptId: held.attemptId, choice: "new" })).toMatchObject({
    ok: false,
    error: { code: "expired" },
  });
  expect(await house.database.query("select 1 from connection where environment_id = 'r1'")).toEqual([]);
  expect(await house.database.query("select 1 from authorization_attempt where sealed is not null")).toEqual([]);

  // Somebody who still has the form from before cannot move it back by changing a name.
  expect(await services.changeProvider(admin, { ...found, scopes: "read", keys: "", providerId, revision: 1 })).toMatchObject({
    ok: false,
    error: { code: "changed_meanwhile" },
  });

  for (const each of [connection, second.id ?? ""]) {
    expect(await storedConnection(house, each)).toMatchObject({ status: "NEEDS_REAUTH", reauth_reason: "issuer_changed" });
    expect(await eventTypes(house, each)).toContain("needs_reconnect.issuer_changed");
  }
  // Everything that could send something: by hand, by the engine, by a check, by a test, by an end; and as if nobody had marked anything.
  await house.database.query("update connection set status = 'ACTIVE' where provider_id = $1", [providerId]);
  await house.database.query(
    "update credential set generation = generation - 1, refresh_after = now() - interval '1 minute' where has_refresh",
  );
  await renew(connection);
  await services.checkConnection(seller, connection);
  await services.diagnoseConnection(seller, connection);
  await services.testClient(admin, id);
  await runCanaries(container.dependencies);
  await services.disconnectConnection(seller, second.id ?? "");
  const sent = JSON.stringify(next?.seen.map(({ headers, body, path }) => [headers, body, path]));
  expect(sent).not.toMatch(/old-(access|refresh)|secret-for-the-old-place/);
  expect(sent).not.toContain(Buffer.from("secret-for-the-old-place").toString("base64").slice(0, 20));

  // A client without its secret is one that nothing can be sent with, also once something else of it is saved.
  for (const _ of ["moved", "saved"]) {
    expect(await services.actOnClient(admin, { id, act: "enable" })).toMatchObject({
      ok: false,
      error: { field: "client_secret" },
    });
    value(await services.changeClient(admin, { id, clientId: "our-client", values: {} }));
  }
  value(await services.addSecret(admin, { id, secret: "secret-for-the-new-place" }));
  value(await services.actOnClient(admin, { id, act: "enable" }));
  // What came back from the old page, even had nobody cleared it away.
  await house.database.query("update authorization_attempt set expires_at = now() + interval '5 minutes', sealed = 'x'");
  expect(await arrive(house, seller, away, await agree(away.address))).toMatchObject({ outcome: "expired" });
  expect(next?.seen.filter(({ form }) => form.get("grant_type") === "authorization_code")).toEqual([]);
  await house.database.query("update connection set status = 'NEEDS_REAUTH' where public_id = $1", [connection]);
  const again = await connectBy(house, seller, { providerId, reconnectId: connection, label: "Mine" }, agree);
  expect(again).toMatchObject({ outcome: "reconnected", id: connection });
  expect(await renew(connection)).toMatchObject({ ok: true });
  expect(JSON.stringify(next?.seen.map(({ body }) => body))).toContain("new-refresh-1");
  expect(JSON.stringify(next?.seen)).not.toMatch(/old-(access|refresh)/);
}, 20_000);

it("another process knows a provider that an admin has described, and its addresses, without a restart", async () => {
  const { reload, definitions } = (await import("@/lib/runtime/definition-shelf")).definitionShelf(
    [],
    house.container.dependencies.providerAdmin,
    house.container.runtime.logger,
  );
  await reload();
  const [only] = definitions;
  expect(only).toMatchObject({ displayName: "Acme Shop", environments: { r2: { bases: expect.anything() } } });
  const typed = {
    name: "Acme Inn",
    issuer: "",
    authorize: "https://inn.example/a",
    token: "https://inn.example/t",
    revoke: "",
    keys: "",
    api: "",
    scopes: "",
    method: "basic",
  };
  const { providerId } = value(await house.services.addProvider(ada as Actor, typed));
  await reload();
  expect(definitions.map(({ id }) => id)).toContain(providerId);

  expect(await house.services.removeProvider(ada as Actor, { providerId, typed: "another name" })).toMatchObject({
    error: { field: "typed_name" },
  });
  value(await house.services.removeProvider(ada as Actor, { providerId, typed: "Acme Inn" }));
  expect(await house.services.removeProvider(ada as Actor, { providerId: only?.id ?? "", typed: "Acme Shop" })).toMatchObject({
    error: { field: "in_use" },
  });
  await reload();
  expect(definitions.map(({ id }) => id)).toEqual([only?.id]);
});
