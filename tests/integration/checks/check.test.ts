import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ProbeOutcome } from "@/lib/core/ports/provider-client";
import { CATALOGUE } from "@/lib/core/providers/catalogue";
import { checkConnection } from "@/lib/services/check-connection";
import type { Actor } from "@/lib/services/contract";
import type { Dependencies } from "@/lib/services/dependencies";
import { calm } from "@/tests/support/calm";
import { buildHouse, type House, houseRegistration, makeSeller } from "@/tests/support/house";
import { eventTypes, refreshStates, storedConnection } from "@/tests/support/rows";
import { type Asked, type Choice, connect, counted, fault, press, reset } from "@/tests/support/walk";

let house: House;
let jane: Actor;

/** Everywhere our settings are right, but at StockX the key beside the access is not ours. */
const registrations = CATALOGUE.map((definition) => {
  const right = houseRegistration(definition);
  return definition.id === "stockx" ? { ...right, extraSecrets: { apiKey: "somebody else's" } } : right;
});

beforeAll(async () => {
  house = await buildHouse({ registrations });
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  await house.database.query("truncate connection cascade");
  await calm(house.database);
  jane = await makeSeller(house);
});

async function connected(providerId: string, choice: Choice = {}, asked: Asked = {}): Promise<string> {
  await reset(house, providerId);
  const { id } = await connect(house, jane, { providerId, ...asked }, choice);
  if (id === null) throw new Error(`${providerId} was not connected`);
  return id;
}
const check = (id: string) => house.services.checkConnection(jane, id);
/** Lets the minute between two checks pass. */
const later = () => house.database.query("update connection set check_after = now() - interval '1 second'");
const calls = (providerId: string) => {
  const { apiCalls, refreshes } = counted(house, providerId);
  return { apiCalls, refreshes };
};
/** The API calls and renewals that `work` causes. */
async function asking<T>(providerId: string, work: () => Promise<T>) {
  const before = calls(providerId);
  const value = await work();
  const after = calls(providerId);
  return {
    value,
    api: (after.apiCalls ?? 0) - (before.apiCalls ?? 0),
    renewals: (after.refreshes ?? 0) - (before.refreshes ?? 0),
  };
}
const audits = (id: string) =>
  house.database.query(
    "select result, object, data, reference from audit_event where action = 'api_use_refused' and object = $1",
    [id],
  );
const waitOf = async (id: string) => {
  const detail = await house.services.connectionDetail(jane, { id, before: null, timeZone: null });
  return detail.ok ? detail.value.checkWaitSeconds : undefined;
};

/** The house with a marketplace whose API always answers the probe like this. */
function probing(outcome: ProbeOutcome): { readonly deps: Dependencies; readonly made: () => number } {
  const { dependencies } = house.container;
  let made = 0;
  const probe = async () => {
    made += 1;
    return outcome;
  };
  return { deps: { ...dependencies, provider: { ...dependencies.provider, probe } }, made: () => made };
}
const REFUSED: ProbeOutcome = {
  ok: false,
  class: "token_expired",
  proven: false,
  outcomeKnown: true,
  retryAfterSeconds: null,
  missing: [],
  evidence: { status: 401, durationMs: 5, errorCode: "invalid_token", errorText: null, clockSkewMs: null },
};

describe("a check of a connection", () => {
  it("says that it works and how long that took, and is one call", async () => {
    const id = await connected("stubhub");

    const { value, api, renewals } = await asking("stubhub", () => check(id));

    expect(value).toMatchObject({ ok: true, value: { did: "works", renewed: false } });
    expect(value.ok && value.value.did === "works" && value.value.tookMs).toBeGreaterThanOrEqual(0);
    expect([api, renewals]).toEqual([1, 0]);
    expect((await eventTypes(house, id))[0]).toBe("checked.works");
  });

  it("is possible once a minute, of two at the same moment once, and the page says when again", async () => {
    const id = await connected("stubhub");
    expect(await waitOf(id)).toBe(0);

    const { value, api } = await asking("stubhub", () => Promise.all([check(id), check(id), check(id)]));

    expect(value.filter(({ ok }) => ok)).toHaveLength(1);
    expect(value.filter((each) => !each.ok && each.error.code === "too_soon")).toHaveLength(2);
    expect(api).toBe(1);
    expect(await waitOf(id)).toBeGreaterThan(50);
    await later();
    expect((await check(id)).ok).toBe(true);
  });

  it("StockX 10: a refused key is our set-up's fault: an admin finds it, and nobody reconnects or waits for a renewal", async () => {
    const id = await connected("stockx");
    const before = await storedConnection(house, id);

    const { value, api, renewals } = await asking("stockx", () => check(id));

    expect(value).toMatchObject({ ok: true, value: { did: "setup" } });
    expect([api, renewals]).toEqual([1, 0]);
    expect(await storedConnection(house, id)).toEqual(before);
    const reference = value.ok && value.value.did === "setup" ? value.value.reference : "";
    expect(await audits(id)).toMatchObject([
      { result: "failed", object: id, reference, data: { class: "config_client", status: "403" } },
    ]);
    expect((await eventTypes(house, id))[0]).toBe("checked.setup");
    const frozen = "select frozen_until from client_registration where provider_id = 'stockx'";
    expect(await house.database.query(frozen)).toEqual([{ frozen_until: null }]);
    expect(await house.services.refreshConnection(jane, id)).toMatchObject({ ok: true, value: { did: "renewed" } });
  });

  it("StubHub 10: access that lacks a permission stays, and the missing one is named", async () => {
    const id = await connected("stubhub", { allow: ["write:sellerlistings"] });
    const before = await storedConnection(house, id);

    const { value, api, renewals } = await asking("stubhub", () => check(id));

    expect(value).toMatchObject({
      ok: true,
      value: {
        did: "less_access",
        missing: [{ value: "read:sellerlistings", text: "scope.stubhub.read_sellerlistings", given: false }],
      },
    });
    expect([api, renewals]).toEqual([1, 0]);
    expect(await storedConnection(house, id)).toEqual(before);
    expect((await eventTypes(house, id))[0]).toBe("checked.less_access");
  });

  it("Foxy 12: access that is refused as ended is renewed once, and the call is made once more", async () => {
    const id = await connected("foxy");
    await press(house, "expire", "foxy");

    const { value, api, renewals } = await asking("foxy", () => check(id));

    expect(value).toMatchObject({ ok: true, value: { did: "works", renewed: true } });
    expect([api, renewals]).toEqual([2, 1]);
    expect(await refreshStates(house, id)).toEqual(["COMMITTED"]);
    expect((await eventTypes(house, id)).slice(0, 2)).toEqual(["checked.renewed", "renewed"]);
  });

  it("Foxy 12: access that is refused after its renewal as well is not renewed again, and the connection stays", async () => {
    const id = await connected("foxy");
    const { deps, made } = probing(REFUSED);

    const { value, renewals } = await asking("foxy", () => checkConnection(deps, jane, id));

    expect(value).toMatchObject({ ok: true, value: { did: "refused" } });
    expect([made(), renewals]).toEqual([2, 1]);
    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE", failures_in_row: 0, generation: 2 });
    expect(await audits(id)).toMatchObject([{ object: id, data: { class: "token_expired" } }]);
  });

  it("renews access that has ended before it asks, and then never a second time", async () => {
    const id = await connected("foxy");
    const end = () => house.database.query("update credential set access_expires_at = now() - interval '1 second'");
    await end();

    const good = await asking("foxy", () => check(id));
    await Promise.all([later(), end()]);
    const { deps, made } = probing(REFUSED);
    const bad = await asking("foxy", () => checkConnection(deps, jane, id));

    expect(good.value).toMatchObject({ ok: true, value: { did: "works", renewed: true } });
    expect([good.api, good.renewals]).toEqual([1, 1]);
    expect(bad.value).toMatchObject({ ok: true, value: { did: "refused" } });
    expect([made(), bad.renewals]).toEqual([1, 1]);
  });

  it("asks to reconnect only where the renewal says so", async () => {
    const id = await connected("stack-auth");
    await press(house, "revoke", "stack-auth");
    const { deps, made } = probing(REFUSED);

    const value = await checkConnection(deps, jane, id);

    expect(value).toMatchObject({ ok: false, error: { code: "reconnect_needed" } });
    expect(await storedConnection(house, id)).toMatchObject({ status: "NEEDS_REAUTH", reauth_reason: "invalid_grant" });
    await later();
    expect(await checkConnection(deps, jane, id)).toMatchObject({ ok: false, error: { code: "reconnect_needed" } });
    expect(made()).toBe(1);
  });

  it("says where access is refused that nobody can renew", async () => {
    await reset(house, "stubhub");
    await fault(house, "no_refresh_token", "on", { times: "1" });
    const { id } = await connect(house, jane);
    await press(house, "expire", "stubhub");

    const { value, renewals } = await asking("stubhub", () => check(id ?? ""));

    expect(value).toMatchObject({ ok: true, value: { did: "ended" } });
    expect(renewals).toBe(0);
  });

  it("tells trouble at the marketplace as trouble, and changes nothing", async () => {
    const id = await connected("stubhub");
    const before = await storedConnection(house, id);
    await fault(house, "html", "on", { times: "1" });

    const { value, renewals } = await asking("stubhub", () => check(id));

    expect(value).toEqual({ ok: true, value: { did: "trouble" } });
    expect(renewals).toBe(0);
    expect(await storedConnection(house, id)).toEqual(before);
    expect(await audits(id)).toEqual([]);
  });

  it("leaves a marketplace alone for as long as it asks for, and says until when; renewals go on", async () => {
    const id = await connected("stubhub");
    await fault(house, "too_many", "300", { times: "1" });

    const { value } = await asking("stubhub", () => check(id));

    const until = value.ok && value.value.did === "busy" ? Date.parse(value.value.until ?? "") : 0;
    expect(Math.round((until - Date.now()) / 10_000)).toBe(30);
    expect(await waitOf(id)).toBeGreaterThan(280);
    expect(await waitOf(id)).toBeLessThanOrEqual(300);
    expect(await house.services.refreshConnection(jane, id)).toMatchObject({ ok: true, value: { did: "renewed" } });
  });

  it.each([
    ["throttled", "busy"],
    ["invalid_client", "setup"],
  ])("makes no call while the registration rests because of %s, and says %s", async (code, did) => {
    const id = await connected("stubhub");
    await house.database.query(
      `update client_registration set frozen_until = now() + interval '90 seconds', frozen_code = $1,
         trouble = case when $1 = 'invalid_client' then 'credentials' end`,
      [code],
    );

    const { value, api } = await asking("stubhub", () => check(id));

    expect(value).toMatchObject({ ok: true, value: { did } });
    expect(api).toBe(0);
    expect(await audits(id)).toEqual([]);
  });

  it("is nobody else's, and nothing for a connection that is paused or ended", async () => {
    const id = await connected("stubhub");
    const ben = await makeSeller(house, "Ben");

    const { value, api } = await asking("stubhub", async () => {
      const stranger = await house.services.checkConnection(ben, id);
      await house.services.pauseConnection(jane, id);
      const paused = [await check(id), await waitOf(id)];
      await house.services.disconnectConnection(jane, id);
      return [stranger, ...paused, await check(id), await waitOf(id)];
    });

    const notUsable = { ok: false, error: { code: "not_usable" } };
    expect(value).toEqual([{ ok: false, error: { code: "not_found" } }, notUsable, null, notUsable, null]);
    expect(api).toBe(0);
  });

  it("is offered only where the definition names a call for it", async () => {
    const id = await connected("stubhub");
    const { dependencies } = house.container;
    const definitions = dependencies.definitions.map((each) => ({ ...each, api: { ...each.api, probe: null } }));

    const { value, api } = await asking("stubhub", () => checkConnection({ ...dependencies, definitions }, jane, id));

    expect(value).toMatchObject({ ok: false, error: { code: "not_usable" } });
    expect(api).toBe(0);
    expect(await waitOf(id)).toBe(0);
  });
});
