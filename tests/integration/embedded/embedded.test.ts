import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TokenOutcome } from "@/lib/core/ports/provider-client";
import type { Container } from "@/lib/runtime/container";
import type { Settings } from "@/lib/runtime/settings";
import type { Actor } from "@/lib/services/contract";
import { disconnectConnection } from "@/lib/services/disconnect-connection";
import { noticeRestore } from "@/lib/services/notice-restore";
import { placeGrant } from "@/lib/services/place-grant";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { toTokenSet } from "@/lib/services/seal-tokens";
import { tidyUp } from "@/lib/services/tidy-up";
import { embeddedSettings, openTrial } from "@/tests/support/embedded-house";
import { makeSeller } from "@/tests/support/house";
import { onePass } from "@/tests/support/one-pass";
import { answering, inTurn, refused, renewed } from "@/tests/support/stub-refresh";

let home: string;
let settings: Settings;
let trial: Container;
let jane: Actor;
let id: string;

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), "holdfast embedded "));
  settings = embeddedSettings(home);
  trial = await openTrial(settings);
});
afterAll(async () => {
  await trial.close();
  rmSync(home, { recursive: true, force: true });
});

const connectOne = async (label: string): Promise<string> => {
  const reply = renewed();
  const [registration] = await trial.dependencies.registrations.enabled();
  if (!reply.ok || !registration) throw new Error("nothing to connect with");
  const placed = await placeGrant(
    trial.dependencies,
    jane,
    {
      providerId: "stubhub",
      environmentId: "lookalike",
      registrationId: registration.id,
      definitionDigest: "digest",
      isTest: true,
    },
    {
      tokens: toTokenSet(reply.grant, new Date(), null),
      endKnown: true,
      identity: { issuer: "stubhub", key: null, name: null },
      scopeWanted: ["read:sellerlistings"],
    },
    null,
    label,
  );
  return "connectionId" in placed ? placed.connectionId : placed.outcome;
};
const refresh = (...answers: readonly TokenOutcome[]) =>
  refreshConnection(answering({ container: trial }, inTurn(...answers)), {
    connectionId: id,
    trigger: "reader",
    ifGeneration: null,
  });
const record = () => trial.dependencies.connections.byId(id);

describe("the embedded database", () => {
  it("first start, connect, refresh", async () => {
    jane = await makeSeller({ container: trial });
    id = await connectOne("Main store");
    expect(await refresh(renewed())).toEqual({ ok: true, value: { generation: 2 } });
    expect(await record()).toMatchObject({ status: "ACTIVE", label: "Main store", keeping: { generation: 2 } });
  });

  it("a flow: started, left, and limited", async () => {
    const started = await trial.runtime.services.startConnection(jane, {
      providerId: "stubhub",
      label: "Another",
      scopes: [],
      reconnectId: null,
    });
    if (!started.ok) throw new Error(started.error.code);
    expect((await trial.runtime.services.leave(jane, started.value)).ok).toBe(true);
    const state = await trial.runtime.services.completeConnection({
      providerId: "stubhub",
      registrationId: null,
      query: "state=unknown&code=x",
      actor: jane,
      browserSecretOf: () => null,
    });
    expect(state).toEqual({ attemptId: null, outcome: "mismatch" });
  });

  it("50 callers at once: one request to the marketplace, one connection to the database, no standstill", async () => {
    const answer = inTurn(renewed());
    const deps = answering({ container: trial }, answer);
    const all = await Promise.all(
      Array.from({ length: 50 }, () => refreshConnection(deps, { connectionId: id, trigger: "reader", ifGeneration: 2 })),
    );
    expect(all.every((result) => result.ok && result.value.generation === 3)).toBe(true);
    expect(answer.calls).toBe(1);
  });

  it("writes of every kind at the same time as reads: nothing waits for ever", async () => {
    const { services } = trial.runtime;
    await Promise.all([
      refresh(renewed()),
      services.renameConnection(jane, { id, label: "Renamed" }),
      ...Array.from({ length: 10 }, (_, n) => connectOne(`Store ${n}`)),
      ...Array.from({ length: 10 }, () => services.dashboard(jane, {})),
      tidyUp(trial.dependencies),
    ]);
    expect((await services.dashboard(jane, {})).connections).toHaveLength(11);
  });

  it("goes back in time: what was due then is not tried again", async () => {
    const old = await connectOne("Old store");
    const { database, dependencies } = trial;
    await database.query(
      "update credential set obtained_at = now() - interval '1 day', refresh_after = now() - interval '1 hour' where connection_id = (select id from connection where public_id = $1)",
      [old],
    );
    for (let beat = 0; beat < 2; beat++) expect(await noticeRestore(dependencies)).toBe(0);
    await database.query("update deployment set value = '1' where key like 'mark:%'");
    expect(await noticeRestore(dependencies)).toBe(1);
    expect(await noticeRestore(dependencies)).toBe(0);
    expect(await dependencies.connections.byId(old)).toMatchObject({
      status: "NEEDS_REAUTH",
      reauthReason: "restored_from_backup",
    });
    expect(await record()).toMatchObject({ status: "ACTIVE" });
  });

  it("what is due is found, taken and renewed as on a server, and a process that renews is seen", async () => {
    const { database, dependencies } = trial;
    const before = (await record())?.keeping.generation ?? 0;
    await database.query(
      "update credential set refresh_after = now() - interval '1 second' where connection_id = (select id from connection where public_id = $1)",
      [id],
    );
    expect(await onePass(answering({ container: trial }, inTurn(renewed())))).toBe(1);
    expect((await record())?.keeping.generation).toBe(before + 1);
    expect(await onePass(dependencies)).toBe(0);
    await dependencies.engine.beat({ id: "eng_embedded", kind: "server", host: "here", version: "0" });
    expect(await trial.runtime.services.readEngine()).toMatchObject({ state: "ok" });
    await dependencies.engine.leave("eng_embedded");
    expect(await trial.runtime.services.readEngine()).toMatchObject({ state: "missing" });
  });

  it("labels and accounts conflict as on a server", async () => {
    expect(await trial.runtime.services.renameConnection(jane, { id, label: "STORE 1" })).toMatchObject({
      error: { code: "label_taken" },
    });
  });

  it("a pause, a refusal and days of a zone work as on a server", async () => {
    const { services } = trial.runtime;
    expect((await services.pauseConnection(jane, id)).ok).toBe(true);
    expect((await services.resumeConnection(jane, id)).ok).toBe(true);
    expect((await refresh(refused())).ok).toBe(false);
    const detail = await services.connectionDetail(jane, { id, before: null, timeZone: "Asia/Calcutta" });
    expect(detail.ok && detail.value.days.at(-1)?.kind).toBe("late");
    expect(detail.ok && detail.value.events[0]?.text).toBe("event.renewal_refused");
  });

  it("a restart keeps everything, and what was sealed opens", async () => {
    const before = await record();
    await trial.close();
    trial = await openTrial(settings);
    expect(await record()).toEqual(before);
    expect((await refresh(renewed())).ok).toBe(true);
  });

  it("does not open twice", async () => {
    await expect(openTrial(settings)).rejects.toThrow("this process already opened the embedded database");
    expect(await record(), "and the first goes on").toMatchObject({ status: "ACTIVE" });
  });

  it("disconnects, destroys the secrets and keeps the history", async () => {
    expect(await disconnectConnection(trial.dependencies, jane, id)).toMatchObject({ ok: true, value: { result: "no_way" } });
    expect(await record()).toMatchObject({ status: "REVOKED", keeping: { hasRefresh: false } });
    const { rows } = await trial.database.query(
      "select sealed from credential k join connection c on c.id = k.connection_id where c.public_id = $1",
      [id],
    );
    expect(rows).toEqual([{ sealed: null }]);
    const detail = await trial.runtime.services.connectionDetail(jane, { id, before: null, timeZone: null });
    expect(detail.ok && detail.value.events.length).toBeGreaterThan(3);
  });
});
