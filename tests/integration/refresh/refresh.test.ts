import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/services/contract";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { calm } from "@/tests/support/calm";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { onePass } from "@/tests/support/one-pass";
import { connect, counted, fault, reset } from "@/tests/support/walk";

let house: House;
let jane: Actor;
let id: string;

beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  await reset(house);
  await calm(house.database);
  jane = await makeSeller(house);
  id = (await connect(house, jane)).id ?? "";
});

const refresh = () =>
  refreshConnection(house.container.dependencies, { connectionId: id, trigger: "reader", ifGeneration: null });
const credential = async () =>
  (
    await house.database.query(
      "select k.*, c.status, c.reauth_reason from credential k join connection c on c.id = k.connection_id where c.public_id = $1",
      [id],
    )
  )[0] ?? {};
const state = async () => {
  const read = await house.services.connectionDetail(jane, { id, before: null, timeZone: null });
  return read.ok ? read.value : null;
};

describe("keeping one connection fresh", () => {
  it("StubHub 4: a refresh brings another refresh token, and the one used before is refused", async () => {
    const before = await credential();
    expect(await refresh()).toMatchObject({ ok: true, value: { generation: 2 } });
    const after = await credential();
    expect(after["refresh_fingerprint"]).not.toBe(before["refresh_fingerprint"]);
    expect(counted(house)["reuseHits"]).toBe(0);

    // An old row written back is the old token: the marketplace refuses it, and so does the seal.
    await house.database.query("update credential set sealed = $1 where connection_id = $2", [
      before["sealed"],
      after["connection_id"],
    ]);
    expect(await refresh()).toMatchObject({ ok: false, error: { code: "reconnect_needed" } });
    expect(await credential()).toMatchObject({ status: "NEEDS_REAUTH", reauth_reason: "decrypt_failed" });
    expect(counted(house)["reuseHits"], "the old token never left").toBe(0);
  });

  it("becomes due between 60 and 85 % of its lifetime and is then refreshed by the scheduler alone", async () => {
    const row = await credential();
    const lifetime = Number(row["access_expires_at"]) - Number(row["obtained_at"]);
    const share = (Number(row["refresh_after"]) - Number(row["obtained_at"])) / lifetime;
    expect(lifetime).toBe(3_600_000);
    expect(share).toBeGreaterThanOrEqual(0.6);
    expect(share).toBeLessThanOrEqual(0.85);

    expect(await onePass(house.container.dependencies)).toBe(0);
    await house.database.query("update credential set refresh_after = now() - interval '1 second' where connection_id = $1", [
      row["connection_id"],
    ]);
    expect(await onePass(house.container.dependencies)).toBe(1);
    expect(await credential()).toMatchObject({ generation: 2 });
  });

  it("one refusal is asked again a minute later; two make it the seller's turn, and nobody asks any more", async () => {
    await fault(house, "renewal_refused");
    expect(await refresh()).toMatchObject({ ok: false, error: { code: "refresh_failed" } });
    expect(await state()).toMatchObject({ state: "working" });
    await house.database.query("update credential set last_failed_at = last_failed_at - interval '61 seconds'");

    expect(await refresh()).toMatchObject({ ok: false, error: { code: "reconnect_needed" } });

    expect(await state()).toMatchObject({ state: "reconnect", needsSeller: true, refreshWaitSeconds: null });
    const asked = counted(house)["refreshes"];
    expect(await refresh()).toMatchObject({ ok: false, error: { code: "not_usable" } });
    expect(counted(house)["refreshes"]).toBe(asked);
  });

  it.each([
    ["error", "503"],
    ["error", "500"],
    ["html", "on"],
    ["too_many", "60"],
  ])("%s %s keeps the connection, its tokens and its status; it works again by itself", async (name, value) => {
    const before = await credential();
    await fault(house, name, value);

    for (let n = 0; n < 3; n++) {
      await calm(house.database);
      expect((await refresh()).ok).toBe(false);
    }

    const after = await credential();
    expect(after).toMatchObject({ status: "ACTIVE", sealed: before["sealed"], generation: 1, failures_in_row: 3 });
    expect(await state()).toMatchObject({ state: "trouble_on", needsSeller: false });
    await reset(house);
    await calm(house.database);
    id = (await connect(house, jane)).id ?? "";
    expect((await refresh()).ok).toBe(true);
  });

  it("429 with Retry-After: nobody asks the marketplace before that time", async () => {
    await fault(house, "too_many", "60");
    await refresh();
    const [row] = await house.database.query(
      "select extract(epoch from frozen_until - now())::int as s from client_registration where provider_id = 'stubhub'",
    );
    expect(Number(row?.["s"])).toBeGreaterThan(50);
    const asked = counted(house)["tokenRequests"];
    expect((await refresh()).ok).toBe(false);
    expect(counted(house)["tokenRequests"]).toBe(asked);
  });

  it("refused client credentials freeze the provider's refreshes and mark no connection", async () => {
    const second = (await connect(house, jane, {}, { account: "ben" })).id;
    await fault(house, "invalid_client");
    expect((await refresh()).ok).toBe(false);
    const asked = counted(house)["tokenRequests"];

    expect(
      await refreshConnection(house.container.dependencies, {
        connectionId: second ?? "",
        trigger: "reader",
        ifGeneration: null,
      }),
    ).toMatchObject({ ok: false, error: { code: "set_up_refused" } });

    expect(counted(house)["tokenRequests"], "the second was not even tried").toBe(asked);
    const { connections, needsYou } = await house.services.dashboard(jane, {});
    expect(connections.map(({ state, shared }) => [state, shared])).toEqual([
      ["trouble_on", "setup"],
      ["trouble_on", "setup"],
    ]);
    expect(needsYou).toBe(0);
    expect(await credential()).toMatchObject({ status: "ACTIVE", last_failure_class: "setup" });
  });

  it("a lost reply is tried once more with the same token and, when that is refused, is called lost and never the seller's doing", async () => {
    await fault(house, "error", "lost", { times: "1" });
    expect(await refresh()).toMatchObject({ ok: false, error: { code: "reconnect_needed" } });
    expect(await credential()).toMatchObject({ status: "NEEDS_REAUTH", reauth_reason: "refresh_outcome_lost" });
    expect((await state())?.events[0]).toMatchObject({ text: "event.needs_reconnect.refresh_outcome_lost" });
  });

  it("a reply without a refresh token where one must come keeps what we have", async () => {
    const before = await credential();
    await fault(house, "no_refresh_token");
    expect((await refresh()).ok).toBe(false);
    // The marketplace used the old one up for it, so the second try is refused: declared, with nothing overwritten.
    expect(await credential()).toMatchObject({ reauth_reason: "refresh_outcome_lost", sealed: before["sealed"] });
    const [attempt] = await house.database.query(
      "select error_code, tries, http_status from refresh_attempt order by id desc limit 1",
    );
    expect(attempt, "admins can see what happened").toMatchObject({ error_code: "invalid_grant", tries: 2, http_status: 400 });
  });

  it("a paused connection is not refreshed; resumed it is", async () => {
    await house.services.pauseConnection(jane, id);
    await house.database.query(
      "update credential set refresh_after = case when connection_id = (select id from connection where public_id = $1) then now() - interval '1 minute' end",
      [id],
    );
    expect(await onePass(house.container.dependencies)).toBe(0);
    expect(await refresh()).toMatchObject({ ok: false, error: { code: "not_usable" } });
    expect((await house.services.resumeConnection(jane, id)).ok).toBe(true);
    expect((await refresh()).ok).toBe(true);
  });

  it("a disconnect during a refresh wins: what arrives late is not stored", async () => {
    await fault(house, "slow", "2", { times: "1" });
    const running = refresh();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await house.services.disconnectConnection(jane, id)).toMatchObject({ ok: true, value: { result: "no_way" } });
    expect(await running).toMatchObject({ ok: false });
    expect(await credential()).toMatchObject({ status: "REVOKED", sealed: null });
  });

  it("a reconnect during a refresh wins: the late reply is dropped and the new access works", async () => {
    await fault(house, "slow", "3", { times: "1" });
    const running = refresh();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect((await connect(house, jane, { reconnectId: id }, { account: "ben" })).outcome).toBe("reconnected");
    await running;
    expect((await refresh()).ok, "the stored token is the new grant's").toBe(true);
    expect(counted(house)["reuseHits"]).toBe(0);
  });

  it("a seller asks at most once a minute, and not where access is fresh", async () => {
    await house.database.query("update credential set last_refreshed_at = null");
    expect(await house.services.refreshConnection(jane, id)).toMatchObject({ ok: true, value: { did: "renewed" } });
    expect(await house.services.refreshConnection(jane, id)).toMatchObject({ ok: true, value: { did: "not_needed" } });
    await house.database.query("update credential set last_refreshed_at = null");
    expect(await house.services.refreshConnection(jane, id)).toMatchObject({ ok: false, error: { code: "too_soon" } });
  });
});
