import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshAccess } from "@/lib/services/fresh-access";
import { calm } from "@/tests/support/calm";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { answering, inTurn, refused, renewed } from "@/tests/support/stub-refresh";
import { connect } from "@/tests/support/walk";

let house: House;
let connectionId: string;

beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  connectionId = (await connect(house, await makeSeller(house))).id ?? "";
});

/** An hour of access, of which so many seconds are left. null: nobody knows its end. */
const endsIn = (seconds: number | null) =>
  house.database.query(
    `update credential set access_expires_at = now() + $2 * interval '1 second',
       obtained_at = coalesce(now() + ($2 - 3600) * interval '1 second', obtained_at)
     where connection_id = (select id from connection where public_id = $1)`,
    [connectionId, seconds],
  );
const change = (sql: string) =>
  house.database.query(`update connection set ${sql} where public_id = $1 returning id`, [connectionId]);
const unavailable = () => refused({ class: "transient", evidence: { ...renewed().evidence, status: 503 } });

describe("access for whoever calls a marketplace", () => {
  it("is what is stored while that lasts, without a question to the marketplace", async () => {
    const answer = inTurn(renewed());
    const one = await freshAccess(answering(house, answer), { connectionId });
    const two = await freshAccess(answering(house, answer), { connectionId, minTtlSeconds: 1800 });

    expect(one).toEqual(two);
    expect(one).toMatchObject({ ok: true, value: { generation: 1, tokenType: "bearer", variables: {} } });
    expect(one.ok && one.value.accessToken).toMatch(/^sandbox_access_/);
    expect(answer.calls).toBe(0);
  });

  it("is renewed when it has ended, and when it ends before the time that was asked for", async () => {
    const deps = answering(house, inTurn(renewed(), renewed()));
    await endsIn(-1);
    expect(await freshAccess(deps, { connectionId })).toMatchObject({ ok: true, value: { generation: 2 } });
    await endsIn(100);
    expect(await freshAccess(deps, { connectionId, minTtlSeconds: 60 })).toMatchObject({ ok: true, value: { generation: 2 } });
    expect(await freshAccess(deps, { connectionId, minTtlSeconds: 600 })).toMatchObject({ ok: true, value: { generation: 3 } });
  });

  it("is not renewed at each call for somebody who asks for more than the marketplace ever gives", async () => {
    const answer = inTurn(renewed());
    const ask = () => freshAccess(answering(house, answer), { connectionId, minTtlSeconds: 86_400 });

    expect(await ask()).toMatchObject({ ok: true, value: { generation: 1 } });
    await endsIn(3000);
    await ask();
    expect(await ask()).toMatchObject({ ok: true, value: { generation: 2 } });
    expect(answer.calls).toBe(1);
  });

  it("that was refused is renewed; access that was refused before the last renewal is only replaced", async () => {
    const answer = inTurn(renewed());
    const deps = answering(house, answer);
    const stored = await freshAccess(deps, { connectionId });
    const rejected = stored.ok ? stored.value.fingerprint : "";

    const first = await freshAccess(deps, { connectionId, rejected });
    const late = await freshAccess(deps, { connectionId, rejected });

    expect(first).toMatchObject({ ok: true, value: { generation: 2 } });
    expect(late).toEqual(first);
    expect(answer.calls).toBe(1);
  });

  it("that still lasts is given while the marketplace is down, unless it was refused", async () => {
    const deps = answering(house, inTurn(unavailable()));
    await endsIn(100);
    const stored = await freshAccess(deps, { connectionId, minTtlSeconds: 600 });

    expect(stored).toMatchObject({ ok: true, value: { generation: 1 } });
    const rejected = stored.ok ? stored.value.fingerprint : "";
    expect(await freshAccess(deps, { connectionId, rejected })).toMatchObject({ ok: false, error: { code: "refresh_failed" } });
    await endsIn(-1);
    expect(await freshAccess(deps, { connectionId })).toMatchObject({ ok: false, error: { code: "refresh_failed" } });
  });

  it("that still lasts is given while nobody is asked because of an outage", async () => {
    await endsIn(100);
    await house.database.query("update client_registration set trouble = 'outage', frozen_until = now() + interval '1 minute'");
    try {
      const answer = inTurn(renewed());
      const stored = await freshAccess(answering(house, answer), { connectionId, minTtlSeconds: 600 });
      expect(stored).toMatchObject({ ok: true, value: { generation: 1 } });
      expect(answer.calls).toBe(0);
    } finally {
      await calm(house.database);
    }
  });

  it("whose permission is refused for good is not given any more, although it may still last", async () => {
    await endsIn(100);
    const deps = answering(house, inTurn(refused({ proven: true })));

    expect(await freshAccess(deps, { connectionId, minTtlSeconds: 600 })).toMatchObject({ error: { code: "reconnect_needed" } });
    expect(await freshAccess(deps, { connectionId })).toMatchObject({ ok: false, error: { code: "reconnect_needed" } });
  });

  it("without an end is given until it is refused", async () => {
    const answer = inTurn(renewed());
    const deps = answering(house, answer);
    await endsIn(null);
    const stored = await freshAccess(deps, { connectionId, minTtlSeconds: 600 });

    expect(stored).toMatchObject({ ok: true, value: { generation: 1, expiresAt: null } });
    expect(await freshAccess(deps, { connectionId, rejected: stored.ok ? stored.value.fingerprint : "" })).toMatchObject({
      ok: true,
      value: { generation: 2 },
    });
  });

  it("that nothing can renew is given until it ends", async () => {
    await house.database.query("update credential set has_refresh = false");
    const deps = answering(house, inTurn(renewed()));
    await endsIn(100);
    expect(await freshAccess(deps, { connectionId, minTtlSeconds: 600 })).toMatchObject({ ok: true, value: { generation: 1 } });
    await endsIn(-1);
    expect(await freshAccess(deps, { connectionId })).toMatchObject({ ok: false, error: { code: "not_usable" } });
  });

  it("is not given of a paused, an ended or an unknown connection", async () => {
    const { dependencies: deps } = house.container;
    const code = async (id = connectionId) => {
      const access = await freshAccess(deps, { connectionId: id });
      return access.ok ? "given" : access.error.code;
    };
    await change("status = 'PAUSED'");
    expect(await code()).toBe("not_usable");
    await change("status = 'REVOKING'");
    expect(await code()).toBe("not_usable");
    await change("status = 'NEEDS_REAUTH', reauth_reason = 'invalid_grant'");
    expect(await code()).toBe("reconnect_needed");
    expect(await code("con_nobody")).toBe("not_found");
  });
});
