import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createContainer } from "@/lib/runtime/container";
import type { Actor } from "@/lib/services/contract";
import { calm } from "@/tests/support/calm";
import { buildHouse, CLIENT_SECRET, type House, makeSeller } from "@/tests/support/house";
import { storedConnection } from "@/tests/support/rows";
import { connect, reset } from "@/tests/support/walk";

let house: House;
let [jane, ada, vic]: Actor[] = [];
beforeAll(async () => {
  house = await buildHouse();
  [jane, ada, vic] = [await makeSeller(house), await makeSeller(house, "Ada", "admin"), await makeSeller(house, "Vic", "viewer")];
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  await reset(house);
  await calm(house.database);
});

const NEW = {
  providerId: "stubhub",
  name: "2027",
  environmentId: "lookalike",
  clientId: "house client",
  clientSecret: CLIENT_SECRET,
  values: {},
};
let count = 0;
const add = async (change: Partial<typeof NEW> = {}) => {
  count += 1;
  const added = await house.services.addClient(ada as Actor, { ...NEW, name: `client ${count}`, ...change });
  if (!added.ok) throw new Error(added.error.field ?? added.error.code);
  return added.value.clientId ?? "";
};
const page = async (shown: string | null = null, actor = ada as Actor) => {
  const view = await house.services.providerPage(actor, { providerId: "stubhub", shown });
  if (!view.ok) throw new Error(view.error.code);
  return view.value;
};
const act = (id: string, how: "enable" | "stop" | "pause" | "resume" | "first") =>
  house.services.actOnClient(ada as Actor, { id, act: how });
const longSignedIn = async () => {
  const old = await makeSeller(house, "Olga", "admin");
  await house.database.query("update session set created_at = now() - interval '11 minutes' where public_id = $1", [
    old.sessionId,
  ]);
  return old;
};
const audits = async () =>
  (await house.database.query("select action, result from audit_event order by id desc limit 1"))[0] as {
    action: string;
    result: string;
  };
const refresh = (id: string) => house.services.refreshConnection(jane as Actor, id);
const environmentClient = async () => (await page()).clients.find(({ isFromEnvironment }) => isFromEnvironment)?.id ?? "";

describe("clients beside each other", () => {
  it("take new connections once they are turned on and put first, and leave what is connected where it is", async () => {
    const before = await connect(house, jane as Actor);
    const id = await add();
    expect(await page(id)).toMatchObject({ shown: { isTaking: false, isFirst: false, live: 0, secrets: [{ place: 0 }] } });
    await act(id, "enable");
    expect((await page(id)).shown).toMatchObject({ isTaking: true, isFirst: false });
    await act(id, "first");
    expect((await page()).shown).toMatchObject({ id, isFirst: true });

    const after = await connect(house, jane as Actor, {}, { account: "ben" });
    expect((await storedConnection(house, after.id ?? ""))["registration_id"]).not.toBe(
      (await storedConnection(house, before.id ?? ""))["registration_id"],
    );
    expect((await page(id)).shown).toMatchObject({ live: 1 });
    expect(await refresh(before.id ?? "")).toMatchObject({ ok: true });
    expect(await house.services.removeClient(ada as Actor, { id, typed: `client ${count}` })).toMatchObject({
      ok: false,
      error: { field: "in_use" },
    });

    // A start writes the environment's clients anew and leaves those of admins alone.
    const again = await createContainer({
      settings: house.settings,
      definitions: house.definitions,
      logger: house.container.runtime.logger,
      migrationsDir: "prisma/migrations",
    });
    await again.close();
    expect((await page()).shown).toMatchObject({ id, isTaking: true, isFirst: true, live: 1 });
    await act(id, "stop");
  });

  it("that the environment describes stay off when an admin stopped them, whatever starts", async () => {
    const id = await environmentClient();
    await act(id, "stop");
    const again = await createContainer({
      settings: house.settings,
      definitions: house.definitions,
      logger: house.container.runtime.logger,
      migrationsDir: "prisma/migrations",
    });
    await again.close();
    expect((await page(id)).shown).toMatchObject({ isTaking: false });
    await act(id, "enable");
    expect(await house.services.addSecret(ada as Actor, { id, secret: "another-secret-of-ours" })).toMatchObject({
      ok: false,
      error: { code: "not_usable" },
    });
  });
});

describe("secrets", () => {
  it("stand side by side while one takes over: a refused new one stops nothing, and the test says which is which", async () => {
    const id = await add();
    await act(id, "enable");
    await act(id, "first");
    const { id: connection } = await connect(house, jane as Actor, {}, { account: "new" });
    expect(await house.services.addSecret(ada as Actor, { id, secret: " not-known-there-yet-9f2c\n" })).toMatchObject({
      ok: true,
    });
    expect(await refresh(connection ?? "")).toMatchObject({ ok: true });

    expect(await house.services.testClient(ada as Actor, id)).toMatchObject({ ok: true, value: { isWell: false } });
    const { shown } = await page(id);
    expect(shown?.secrets).toMatchObject([
      { ends: "9f2c", verdict: "refused" },
      { ends: "", verdict: "accepted" },
    ]);
    expect(shown?.test?.steps.find(({ name }) => name === "client")).toMatchObject({ state: "wrong", why: "older_accepted" });

    const removes = (place: number, of = place) =>
      house.services.arrangeSecret(ada as Actor, { id, place, savedAt: shown?.secrets[of]?.savedAt ?? "", act: "remove" });
    expect(await removes(0, 1), "another one stands there by now").toMatchObject({ error: { code: "changed_meanwhile" } });
    expect(await removes(0)).toMatchObject({ ok: true });
    expect(await house.services.testClient(ada as Actor, id)).toMatchObject({ ok: true, value: { isWell: true } });
    expect(await removes(0)).toMatchObject({ error: { code: "changed_meanwhile" } });
    expect(await removes(0, 1)).toMatchObject({ ok: false, error: { field: "secret_last" } });
    const change = (clientId: string) => house.services.changeClient(ada as Actor, { id, clientId, values: {} });
    expect(await change("another client of ours"), "it has a connection").toMatchObject({ error: { field: "id_in_use" } });
    expect(await change(NEW.clientId)).toMatchObject({ ok: true });
    const all = JSON.stringify(await page(id));
    expect(all).not.toContain(CLIENT_SECRET);
    expect(all).not.toContain("not-known-there-yet");
    expect(JSON.stringify(await house.database.query("select * from audit_event"))).not.toContain("not-known-there-yet");
    await act(id, "stop");
  });

  it("are refused when they are blank, and want a recent sign-in", async () => {
    for (const clientSecret of ["", "   ", "two\nlines"])
      expect(await house.services.addClient(ada as Actor, { ...NEW, clientSecret })).toMatchObject({
        ok: false,
        error: { code: "value_invalid", field: "client_secret" },
      });
    expect(await house.services.addClient(await longSignedIn(), NEW)).toMatchObject({
      ok: false,
      error: { code: "sign_in_again" },
    });
    expect(await audits()).toEqual({ action: "client_added", result: "failed" });
  });
});

it("of two who save secrets at once the second is told, and the first one's secret stays", async () => {
  const id = await add();
  const { providerAdmin } = house.container.dependencies;
  const read = await providerAdmin.registration(id);
  await house.services.addSecret(ada as Actor, { id, secret: "the-first-ones-secret-77aa" });
  const late = { sealedSecrets: "sealed for what is not there any more", secretNotes: [] };
  const entry = { action: "secret_added", actorKind: "admin", actorId: null, object: id, result: "done" } as const;
  expect(read && (await providerAdmin.change(read, late, entry))).toBe("changed_meanwhile");
  expect((await page(id)).shown?.secrets).toMatchObject([{ ends: "77aa" }, {}]);
});

describe("a test of a configuration", () => {
  it("sends no secret while an emergency holds everything back", async () => {
    const id = await add();
    await house.database.query("update client_registration set emergency_at = now() where public_id = $1", [id]);
    const posted = () => house.calls.filter(({ method }) => method === "POST").length;
    const before = posted();
    expect(await house.services.testClient(ada as Actor, id)).toMatchObject({ ok: true, value: { isWell: false } });
    expect((await page(id)).shown?.test?.steps.find(({ name }) => name === "client")).toMatchObject({ why: "stopped" });
    expect(posted()).toBe(before);
    await house.database.query("update client_registration set emergency_at = null");
  });

  it("finds a wrong secret and says what to do, without any trouble for others", async () => {
    const id = await add({ clientSecret: "never-heard-of-at-stubhub" });
    expect(await house.services.testClient(ada as Actor, id)).toMatchObject({ ok: true, value: { isWell: false } });
    const steps = (await page(id)).shown?.test?.steps.map(({ name, state, why }) => [name, state, why]);
    expect(steps).toEqual([
      ["line", "well", "open"],
      ["authorize", "well", "answers"],
      ["token", "well", "answers"],
      ["client", "wrong", "refused"],
      ["callback", "open", "sign_in"],
      ["clock", "well", expect.anything()],
    ]);
    expect(await house.database.query("select 1 from incident")).toEqual([]);
    const remove = (actor: Actor, typed: string) => house.services.removeClient(actor, { id, typed });
    expect(await remove(ada as Actor, "another one")).toMatchObject({ ok: false, error: { field: "client_name" } });
    expect(await remove(await longSignedIn(), `client ${count}`)).toMatchObject({ ok: false, error: { code: "sign_in_again" } });
    expect(await remove(ada as Actor, `client ${count}`)).toMatchObject({ ok: true });
    expect((await page()).clients.some((client) => client.id === id)).toBe(false);
  });
});

describe("paused renewals", () => {
  it("are not taken by anybody, are shown to the seller as paused, and go on afterwards", async () => {
    const id = await environmentClient();
    await act(id, "first");
    const { id: connection = "" } = await connect(house, jane as Actor, {}, { account: "ben" });
    await house.database.query("update credential set refresh_after = now() - interval '1 minute'");
    expect(await house.services.pauseRenewals(ada as Actor, { registrationId: id, paused: true })).toMatchObject({
      ok: true,
      value: { connections: expect.any(Number) },
    });

    const { queue } = house.container.dependencies;
    expect((await queue.waiting()).map((each) => each.id)).not.toContain(id);
    expect(await refresh(connection ?? "")).toMatchObject({ ok: false, error: { code: "provider_paused" } });
    const shown = await house.services.connectionDetail(jane as Actor, { id: connection ?? "", before: null, timeZone: null });
    expect(shown).toMatchObject({ ok: true, value: { state: "paused", isPausedHere: true, needsSeller: false } });

    await house.services.pauseRenewals(ada as Actor, { registrationId: id, paused: false });
    // Of a crowd that is late a lane takes the first two, as after an emergency.
    expect((await queue.waiting()).find((each) => each.id === id)?.resumedAt).toBeInstanceOf(Date);
    expect(await refresh(connection ?? "")).toMatchObject({ ok: true });
  });

  it("are an admin's matter: whoever may only look is told so, and a seller finds nothing", async () => {
    const id = await environmentClient();
    const pause = (actor: Actor) => house.services.pauseRenewals(actor, { registrationId: id, paused: true });
    expect(await pause(vic as Actor)).toMatchObject({ ok: false, error: { code: "not_allowed" } });
    expect(await audits()).toEqual({ action: "renewals_paused", result: "denied" });
    expect(await pause(jane as Actor)).toMatchObject({ ok: false, error: { code: "not_found" } });
    expect((await page(id, vic as Actor)).canManage).toBe(false);
    expect(await house.services.providerList(jane as Actor)).toMatchObject({ ok: false });
  });
});

it("a provider has the same word wherever it stands", async () => {
  await house.database.query(
    "update client_registration set frozen_code = 'throttled', frozen_until = now() + interval '1 hour' where provider_id = 'stubhub'",
  );
  const [listed, overview] = await Promise.all([
    house.services.providerList(ada as Actor),
    house.services.adminOverview(ada as Actor),
  ]);
  const slow = { provider: expect.objectContaining({ id: "stubhub" }), health: "slow" };
  expect(listed).toMatchObject({ ok: true, value: { rows: expect.arrayContaining([expect.objectContaining(slow)]) } });
  expect(overview).toMatchObject({ ok: true, value: { providers: expect.arrayContaining([expect.objectContaining(slow)]) } });
  expect((await page()).health).toBe("slow");
});

it("what admins write about the use of access is read by sellers before they connect, as plain text", async () => {
  const note = "We list and reprice.\u202e \u0007Twice a day.";
  await house.services.writeUseNote(ada as Actor, { providerId: "stubhub", note });
  const view = await house.services.connectPage(jane as Actor, { providerId: "stubhub" });
  expect(view).toMatchObject({ ok: true, value: { useNote: "We list and reprice. Twice a day." } });
  expect(await house.services.writeUseNote(ada as Actor, { providerId: "stubhub", note: "x".repeat(601) })).toMatchObject({
    ok: false,
    error: { field: "note" },
  });
});
