import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "@/lib/adapters/system/clock";
import { createContainer } from "@/lib/runtime/container";
import { createLogger } from "@/lib/runtime/logger";
import type { Actor } from "@/lib/services/contract";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { calm } from "@/tests/support/calm";
import { buildHouse, type House, houseRegistration, makeSeller } from "@/tests/support/house";
import { onePass } from "@/tests/support/one-pass";
import { openTokensOf } from "@/tests/support/open-tokens";
import { eventTypes, storedConnection } from "@/tests/support/rows";
import { refuseConsent, scriptedTenant, TENANT_ID } from "@/tests/support/scripted-tenant";
import { arrive, connectBy, start } from "@/tests/support/walk";

let tenant: Awaited<ReturnType<typeof scriptedTenant>>;
let house: House;
let jane: Actor;

beforeAll(async () => {
  tenant = await scriptedTenant();
  house = await buildHouse({ registrations: [houseRegistration(tenant.definition)] }, [tenant.definition]);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await tenant[Symbol.asyncDispose]();
});
beforeEach(async () => {
  Object.assign(tenant.script, { refresh: null, withoutRefreshToken: false, subject: `auth0|${Math.random()}` });
  await calm(house.database);
  jane = await makeSeller(house);
  tenant.grants.length = 0;
});

const connected = async (): Promise<string> => {
  const { outcome, id } = await connectBy(house, jane, { providerId: TENANT_ID }, tenant.visit);
  expect(outcome).toBe("connected");
  return id ?? "";
};
const refresh = (id: string) =>
  refreshConnection(house.container.dependencies, { connectionId: id, trigger: "reader", ifGeneration: null });
const detail = async (id: string) => {
  const read = await house.services.connectionDetail(jane, { id, before: null, timeZone: null });
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
};
const renewals = () => tenant.grants.filter((form) => form.get("grant_type") === "refresh_token").length;

describe("StockX as its documents show it", () => {
  it("StockX 1: access without a lifetime is known to end after twelve hours, and nothing is called missing", async () => {
    const id = await connected();

    const stored = await storedConnection(house, id);
    expect(Number(stored["access_expires_at"]) - Number(stored["obtained_at"])).toBe(43_200_000);
    const [said] = await house.database.query("select scope_reported, scope_granted from connection where public_id = $1", [id]);
    expect(said, "what was granted was not reported").toMatchObject({ scope_reported: false });
    expect(await detail(id)).toMatchObject({ state: "working", access: { kind: "auto" }, scopesMissing: [] });
  });

  it("shows what access allows although no permission names it, and offers no choice where there is none", async () => {
    const { scopes, hasScopeChoice } = await detail(await connected());

    expect(scopes).toContainEqual({ value: "", text: "scope.stockx.audience", writes: true, given: true });
    expect(hasScopeChoice).toBe(false);
  });

  it("an account without a name is known all the same: who reconnects reads that another one would be noticed", async () => {
    const page = await house.services.connectPage(jane, { reconnectId: await connected() });

    expect(page.ok && page.value.reconnect).toMatchObject({ account: null, isChecked: true });
  });

  it("StockX 2: without a refresh token it is connected, its end is shown, and nothing is scheduled", async () => {
    tenant.script.withoutRefreshToken = true;
    const id = await connected();

    expect(await detail(id)).toMatchObject({ access: { kind: "until" }, permission: { kind: "no_auto" } });
    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE", refresh_after: null });
    await onePass(house.container.dependencies);
    expect((await refresh(id)).ok).toBe(false);
    expect(renewals()).toBe(0);
  });

  it("StockX 4: after a renewal the stored refresh token is the same to the byte, and the audience went along", async () => {
    const id = await connected();
    const before = await openTokensOf(house, id);

    expect(await refresh(id)).toEqual({ ok: true, value: { generation: 2 } });

    const after = await openTokensOf(house, id);
    expect(after.refreshToken).toBe(before.refreshToken);
    expect(after.refreshToken).toMatch(/^ref=\d+\+\/$/);
    expect(after.accessToken).not.toBe(before.accessToken);
    expect(tenant.grants.map((form) => form.get("audience"))).toEqual([null, "gateway.stockx.com"]);
  });

  it("StockX 5: two processes that renew at once send one request, and the connection lives", async () => {
    const id = await connected();
    const other = await createContainer({
      settings: house.settings,
      definitions: house.definitions,
      logger: createLogger({ clock: systemClock, sink: { out: () => undefined, err: () => undefined } }),
      migrationsDir: path.resolve("prisma/migrations"),
    });
    const ask = (deps: typeof other.dependencies) =>
      refreshConnection(deps, { connectionId: id, trigger: "reader", ifGeneration: 1 });

    const results = await Promise.all(
      [house.container, other].flatMap(({ dependencies }) => Array.from({ length: 5 }, () => ask(dependencies))),
    );

    await other.close();
    expect(results).toEqual(results.map(() => ({ ok: true, value: { generation: 2 } })));
    expect(renewals()).toBe(1);
  });

  async function refusedWith(status: number): Promise<void> {
    const id = await connected();
    tenant.script.refresh = {
      status,
      body: { error: "invalid_grant", error_description: "Unknown or invalid refresh token." },
    };

    expect(await refresh(id)).toMatchObject({ ok: false, error: { code: "reconnect_needed" } });

    expect(await storedConnection(house, id)).toMatchObject({ status: "NEEDS_REAUTH", reauth_reason: "invalid_grant" });
    await house.database.query(
      "update credential k set refresh_after = now() - interval '1 hour' from connection c where c.id = k.connection_id and c.public_id = $1",
      [id],
    );
    await onePass(house.container.dependencies);
    expect(await refresh(id)).toMatchObject({ ok: false, error: { code: "not_usable" } });
    expect(renewals()).toBe(1);
  }

  it("StockX 6: a revoked permission is the seller's turn at once, and nobody asks again", () => refusedWith(403));

  it("StockX 7: the same words with another status mean the same", () => refusedWith(400));

  it("StockX 8: a refused client secret is one matter for an admin, and no connection is marked", async () => {
    const ids = [await connected()];
    tenant.script.subject = "auth0|somebody-else";
    ids.push(await connected());
    tenant.script.refresh = { status: 401, body: { error: "invalid_client", error_description: "Client authentication failed" } };
    const [first = "", second = ""] = ids;

    expect((await refresh(first)).ok).toBe(false);
    expect((await refresh(second)).ok).toBe(false);

    expect(renewals(), "the second one is not even sent").toBe(1);
    for (const id of ids) expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE", reauth_reason: null });
    const [registration] = await house.database.query(
      "select frozen_code, frozen_until > now() as frozen from client_registration where provider_id = $1",
      [TENANT_ID],
    );
    expect(registration).toEqual({ frozen_code: "invalid_client", frozen: true });
  });

  it("StockX 9: told to wait two minutes nobody asks before, and the page says when", async () => {
    const id = await connected();
    tenant.script.refresh = { status: 429, body: { error: "too_many_requests" }, headers: { "retry-after": "120" } };

    await refresh(id);
    await refresh(id);
    await onePass(house.container.dependencies);

    expect(renewals()).toBe(1);
    const { nextTryAt, needsSeller } = await detail(id);
    expect(needsSeller).toBe(false);
    const waitMs = Date.parse(nextTryAt ?? "") - Date.now();
    expect(waitMs).toBeGreaterThan(110_000);
    expect(waitMs).toBeLessThan(15 * 60_000);
  });

  it("StockX 14: who cancels has no connection, reads that, and the answer cannot be used again", async () => {
    const started = await start(house, jane, { providerId: TENANT_ID });
    const back = refuseConsent(started.address);

    expect((await arrive(house, jane, started, back)).outcome).toBe("denied");
    expect((await house.services.dashboard(jane, {})).total).toBe(0);
    const late = new URL(back);
    late.searchParams.delete("error");
    late.searchParams.set("code", "code-1");
    expect((await arrive(house, jane, started, late)).outcome).toBe("denied");
    expect(tenant.grants).toHaveLength(0);
  });

  it("StockX 15: a wanted second factor asks the seller to sign in again, and signing in repairs it", async () => {
    const id = await connected();
    const account = tenant.script.subject;
    tenant.script.refresh = {
      status: 401,
      body: { error: "mfa_required", error_description: "Multifactor authentication required" },
    };

    expect(await refresh(id)).toMatchObject({ ok: false, error: { code: "reconnect_needed" } });
    expect(await storedConnection(house, id)).toMatchObject({ status: "NEEDS_REAUTH", reauth_reason: "sign_in_again" });
    expect((await eventTypes(house, id))[0]).toBe("needs_reconnect.sign_in_again");

    Object.assign(tenant.script, { refresh: null, subject: account });
    const again = await connectBy(house, jane, { providerId: TENANT_ID, reconnectId: id }, tenant.visit);
    expect(again).toMatchObject({ outcome: "reconnected", id });
    expect((await detail(id)).state).toBe("working");
  });
});
