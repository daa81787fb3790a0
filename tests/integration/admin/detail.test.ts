import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TokenOutcome } from "@/lib/core/ports/provider-client";
import type { Actor } from "@/lib/services/contract";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { NO_QUERY } from "@/lib/views/admin-query";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { answering, inTurn, refused, renewed } from "@/tests/support/stub-refresh";
import { connect } from "@/tests/support/walk";

let house: House;
let admin: Actor;
let jane: Actor;
let id: string;
beforeAll(async () => {
  house = await buildHouse();
  [admin, jane] = [await makeSeller(house, "Ada", "admin"), await makeSeller(house, "Jane")];
  id = (await connect(house, jane)).id ?? "";
});
afterAll(() => house[Symbol.asyncDispose]());

const refresh = (outcome: TokenOutcome) =>
  refreshConnection(answering(house, inTurn(outcome)), { connectionId: id, trigger: "seller", ifGeneration: null });

describe("one connection as an admin reads it", () => {
  it("C9: tells state, reason, clocks, key id and eight hex digits of a fingerprint, and never what opens the account", async () => {
    await refresh(renewed());
    const secret = "the provider's own words, as they were kept";
    await refresh(
      refused({
        proven: true,
        evidence: { status: 400, durationMs: 44, errorCode: "invalid_grant", errorText: secret, clockSkewMs: 0 },
      }),
    );

    const answer = await house.services.adminConnection(admin, id);
    const view = answer.ok ? answer.value : null;
    expect(view).toMatchObject({
      connection: { id, state: "reconnect" },
      owner: { id: jane.userId },
      condition: "reconnect",
      reason: { text: "admin.reason.reconnect.invalid_grant", code: "invalid_grant" },
      lastFailure: { class: "grant", code: "invalid_grant" },
      generation: 2,
      environmentId: "lookalike",
      registration: "in_use",
    });
    const [stored] = await house.database.query("select sealed, key_id, refresh_fingerprint from credential");
    expect([view?.keyId, view?.fingerprint]).toEqual([stored?.["key_id"], String(stored?.["refresh_fingerprint"]).slice(0, 8)]);
    expect(view?.fingerprint).toMatch(/^[0-9a-f]{8}$/);
    const text = JSON.stringify(view);
    expect(text).not.toContain(String(stored?.["refresh_fingerprint"]));
    expect(text).not.toContain(String(stored?.["sealed"]).slice(0, 20));
    expect(text).not.toMatch(/"(sealed|accessToken|refreshToken|leaseId)"/);
  });

  it("lists what was tried with status, time taken, class, code, words and reference, newest first", async () => {
    const answer = await house.services.adminConnection(admin, id);
    const [newest, before] = answer.ok ? answer.value.attempts : [];
    expect(newest).toMatchObject({
      trigger: "seller",
      state: "FAILED",
      status: 400,
      durationMs: 44,
      failure: { class: "grant_dead", code: "invalid_grant", text: "the provider's own words, as they were kept" },
    });
    expect(newest?.reference).toMatch(/^\w\w-\w{3}$/);
    expect(before).toMatchObject({ state: "COMMITTED", failure: null });
  });

  it("an id that nobody has is not found", async () => {
    expect(await house.services.adminConnection(admin, "con_00nobody")).toMatchObject({ error: { code: "not_found" } });
  });
});

describe("E2: what admins see does not exist for anybody else", () => {
  it("whoever is no admin is told what a stranger to the address is told, also about a connection of their own", async () => {
    for (const actor of [jane, await makeSeller(house, "Omar")]) {
      expect(await house.services.adminOverview(actor)).toEqual({ ok: false, error: { code: "not_found" } });
      expect(await house.services.adminConnections(actor, NO_QUERY)).toEqual({ ok: false, error: { code: "not_found" } });
      expect(await house.services.adminConnection(actor, id)).toEqual({ ok: false, error: { code: "not_found" } });
    }
  });

  it("E11: being an admin opens no act on what belongs to a seller", async () => {
    const { services } = house;
    const stored = () =>
      house.database.query("select c.label, c.status, k.* from connection c join credential k on k.connection_id = c.id");
    const before = await stored();
    const calls = house.calls.length;
    for (const answer of [
      await services.refreshConnection(admin, id),
      await services.pauseConnection(admin, id),
      await services.renameConnection(admin, { id, label: "Mine now" }),
      await services.disconnectConnection(admin, id),
      await services.connectPage(admin, { reconnectId: id }),
      await services.connectionDetail(admin, { id, before: null, timeZone: null }),
    ])
      expect(answer).toMatchObject({ ok: false, error: { code: "not_found" } });
    expect(before).toHaveLength(1);
    expect(await stored()).toEqual(before);
    expect(house.calls).toHaveLength(calls);
    expect((await services.dashboard(admin, {})).total).toBe(0);
  });
});
