import { afterAll, beforeAll, expect, it } from "vitest";
import { completeConnection } from "@/lib/services/complete-connection";
import type { Actor } from "@/lib/services/contract";
import { refreshConnection } from "@/lib/services/refresh-connection";
import type { AdminOverviewView, ProviderHealthView } from "@/lib/views/admin-overview";
import { calm } from "@/tests/support/calm";
import { plantCrowd } from "@/tests/support/crowd";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { answering, inTurn, refused, renewed } from "@/tests/support/stub-refresh";
import { connect, consent, start } from "@/tests/support/walk";

let house: House;
let admin: Actor;
let jane: Actor;
beforeAll(async () => {
  house = await buildHouse();
  [admin, jane] = [await makeSeller(house, "Ada", "admin"), await makeSeller(house, "Jane")];
});
afterAll(() => house[Symbol.asyncDispose]());

async function overview(): Promise<AdminOverviewView> {
  const answer = await house.services.adminOverview(admin);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}
const stubhub = async (): Promise<ProviderHealthView> => {
  const found = (await overview()).providers.find(({ filter }) => filter === "stubhub.lookalike");
  if (!found) throw new Error("the marketplace is not shown");
  return found;
};

it("on a fresh install every marketplace is listed, nothing is counted, and nothing was misunderstood", async () => {
  const view = await overview();
  expect([view.live, view.counts, view.unexplained]).toEqual([0, {}, { replies: [], lastDay: 0 }]);
  expect(view.providers).toHaveLength(house.definitions.length);
  expect(await stubhub()).toMatchObject({ health: "working", live: 0, lastSuccessAt: null, overdue: 0, oldestDueAt: null });
});

it("counts by who must act, tells the last success and the renewal that waits longest", async () => {
  const now = new Date();
  const owner = jane.userId;
  await plantCrowd(
    house.database,
    [
      ...Array.from({ length: 20 }, (_, place) => ({ label: `Fine ${place}`, owner })),
      { label: "Late", owner, due: -600_000 },
      { label: "Later", owner, due: -1_200_000, obtained: -30_000 },
      { label: "A moment late", owner, due: -30_000 },
      { label: "Late but paused", owner, due: -9_000_000, status: "PAUSED" as const },
      { label: "Broken", owner, status: "NEEDS_REAUTH" as const, reason: "invalid_grant" as const },
      { label: "Refused set-up", owner, failures: 2, failure: { class: "setup" as const, code: "invalid_client" } },
      { label: "Down", owner, failures: 3, failure: { class: "provider" as const, code: "transient" } },
      { label: "Ends", owner, permissionEnds: 86_400_000 },
      { label: "Gone", owner, status: "REVOKED" as const },
    ],
    now,
  );
  const { counts, live, overdue, oldestDueAt, lastSuccessAt, health } = await stubhub();
  expect(counts).toEqual({ working: 23, paused: 1, reconnect: 1, needs_you: 1, trouble: 1, ends_soon: 1, disconnected: 1 });
  expect([live, overdue, health]).toEqual([28, 2, "needs_you"]);
  expect(oldestDueAt).toBe(new Date(now.getTime() - 1_200_000).toISOString());
  expect(lastSuccessAt).toBe(new Date(now.getTime() - 30_000).toISOString());
  expect((await overview()).live).toBe(28);
  await house.database.query("delete from connection");
});

it("says that our credentials were refused as long as nothing has worked since, and never that sellers must reconnect", async () => {
  const { id } = await connect(house, jane);
  const refusal = refused({
    class: "config_client",
    evidence: { status: 401, durationMs: 5, errorCode: "invalid_client", errorText: null, clockSkewMs: 0 },
  });
  await refreshConnection(answering(house, inTurn(refusal)), { connectionId: id ?? "", trigger: "reader", ifGeneration: null });

  expect(await stubhub()).toMatchObject({ health: "needs_you", troubles: ["credentials"], counts: { needs_you: 1 } });
  const [incident, ...others] = (await overview()).incidents;
  expect(others).toEqual([]);
  expect(incident).toMatchObject({
    kind: "credentials",
    code: "invalid_client",
    closedAt: null,
    connections: 1,
    filter: "stubhub.lookalike",
  });
  expect(Date.parse(incident?.nextTryAt ?? "")).toBeGreaterThan(Date.now());
  await house.database.query("update client_registration set frozen_until = now() - interval '1 second'");
  expect((await overview()).incidents).toMatchObject([{ kind: "credentials", nextTryAt: null }]);

  await refreshConnection(answering(house, inTurn(renewed())), {
    connectionId: id ?? "",
    trigger: "scheduler",
    ifGeneration: null,
  });
  expect(await stubhub()).toMatchObject({ health: "working", troubles: [], counts: { working: 1 } });
  const [over] = (await overview()).incidents;
  expect(over).toMatchObject({ kind: "credentials", nextTryAt: null });
  expect(Date.parse(over?.closedAt ?? "")).toBeGreaterThan(Date.parse(over?.openedAt ?? ""));
  await house.database.query("update incident set closed_at = now() - interval '8 days'");
  expect((await overview()).incidents).toEqual([]);

  await house.database.query(
    "update client_registration set frozen_until = now() + interval '1 minute', frozen_code = 'throttled'",
  );
  expect(await stubhub()).toMatchObject({ health: "slow", troubles: [] });
  await calm(house.database);
  expect(await stubhub()).toMatchObject({ health: "working", troubles: [], throttledUntil: null });
});

it("tells a marketplace that was turned off from one that was never set up", async () => {
  await house.database.query("update client_registration set enabled = false");
  expect((await stubhub()).health).toBe("off");
  await house.database.query("update client_registration set enabled = true");
  await using bare = await buildHouse({ registrations: [] });
  const answer = await bare.services.adminOverview(await makeSeller(bare, "Ada", "admin"));
  expect(answer.ok && answer.value.providers.map(({ health }) => health)).toEqual(bare.definitions.map(() => "not_set_up"));
});

it("shows the newest answers that nobody understood, of a renewal and of a sign-in, in the marketplace's own masked words", async () => {
  const strange = {
    status: 409,
    durationMs: 31,
    errorCode: "shop_closed",
    errorText: `The <script>alert(1)</script> shop is closed ${"for long ".repeat(80)}`.slice(0, 500),
    clockSkewMs: 0,
  };
  const { id = "" } = await connect(house, jane);
  await refreshConnection(answering(house, inTurn(refused({ class: "reply_malformed", evidence: strange }))), {
    connectionId: id ?? "",
    trigger: "scheduler",
    ifGeneration: null,
  });
  const started = await start(house, jane);
  const back = await consent(started.address);
  const { dependencies } = house.container;
  const exchangeCode = async () =>
    refused({ class: "reply_malformed", evidence: { ...strange, status: 200, errorCode: null, errorText: null } });
  await completeConnection(
    { ...dependencies, provider: { ...dependencies.provider, exchangeCode } },
    {
      providerId: "stubhub",
      registrationId: null,
      query: back.search.slice(1),
      actor: jane,
      browserSecretOf: () => started.browserSecret,
    },
  );

  const { replies, lastDay } = (await overview()).unexplained;
  expect(lastDay).toBe(2);
  expect(replies).toMatchObject([
    { met: "sign_in", status: 200, code: null, text: null, connection: null, provider: { name: "StubHub", isTest: true } },
    { met: "renewal", status: 409, code: "shop_closed", text: strange.errorText, connection: { id } },
  ]);
  expect(replies.every(({ reference }) => /^\w\w-\w{3}$/.test(reference ?? ""))).toBe(true);

  await house.database.query("update refresh_attempt set started_at = now() - interval '25 hours' where reply_class is not null");
  expect((await overview()).unexplained).toMatchObject({ lastDay: 1, replies: [{ met: "sign_in" }, { met: "renewal" }] });
});

it("an answer that a rule or a standard explains is not among them", async () => {
  const { id = "" } = await connect(house, jane);
  const before = (await overview()).unexplained.replies.length;
  await refreshConnection(answering(house, inTurn(refused({ class: "transient" }))), {
    connectionId: id ?? "",
    trigger: "scheduler",
    ifGeneration: null,
  });
  expect((await overview()).unexplained.replies).toHaveLength(before);
});
