import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TokenOutcome } from "@/lib/core/ports/provider-client";
import type { Actor } from "@/lib/services/contract";
import type { Dependencies } from "@/lib/services/dependencies";
import { refreshConnection } from "@/lib/services/refresh-connection";
import { calm } from "@/tests/support/calm";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { eventTypes, refreshStates, storedConnection } from "@/tests/support/rows";
import { answering, inTurn, lost, refused, renewed } from "@/tests/support/stub-refresh";
import { connect } from "@/tests/support/walk";

let house: House;
let jane: Actor;
let id: string;

beforeAll(async () => {
  house = await buildHouse();
});
afterAll(() => house[Symbol.asyncDispose]());
beforeEach(async () => {
  await calm(house.database);
  jane = await makeSeller(house);
  id = (await connect(house, jane)).id ?? "";
});

const ask = (...outcomes: readonly TokenOutcome[]) => askWith(answering(house, inTurn(...outcomes)));
const askWith = (deps: Dependencies) => refreshConnection(deps, { connectionId: id, trigger: "reader", ifGeneration: null });
const letPass = (seconds: number) =>
  house.database.query("update credential set last_failed_at = last_failed_at - $1 * interval '1 second'", [seconds]);
const registration = async () =>
  (
    await house.database.query(
      "select frozen_until > now() as frozen, frozen_code from client_registration where provider_id = 'stubhub'",
    )
  )[0];

describe("what a refusal means", () => {
  it("a lost reply whose second try is turned away for another reason stays unknown, and a later refusal is the lost reply's doing", async () => {
    await ask(lost(), refused({ class: "transient" }));
    expect(await refreshStates(house, id)).toEqual(["UNKNOWN"]);
    await ask(refused());
    expect(await storedConnection(house, id)).toMatchObject({ status: "NEEDS_REAUTH", reauth_reason: "refresh_outcome_lost" });
  });

  it("readers that ask again and again do not put off the second refusal: the minute counts from the first", async () => {
    await ask(refused());
    await letPass(40);
    await ask(refused());
    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE", refusals: 2 });
    await letPass(21);
    await ask(refused());
    expect(await storedConnection(house, id)).toMatchObject({ status: "NEEDS_REAUTH", reauth_reason: "invalid_grant" });
  });

  it("a second refusal within the minute plans the next try for the end of that minute", async () => {
    await ask(refused());
    await letPass(40);
    await ask(refused());
    const [row] = await house.database.query(
      "select extract(epoch from refresh_after - now())::float8 as s from credential k join connection c on c.id = k.connection_id where public_id = $1",
      [id],
    );
    expect(Number(row?.["s"])).toBeGreaterThan(15);
    expect(Number(row?.["s"])).toBeLessThanOrEqual(20.5);
  });

  it("a refusal after the known end of a permission is that end, proven at once", async () => {
    await ask(renewed({ refreshLifetimeSeconds: 3600 }));
    await house.database.query("update credential set refresh_expires_at = now() - interval '1 second'");
    await ask(refused());
    expect(await storedConnection(house, id)).toMatchObject({ status: "NEEDS_REAUTH", reauth_reason: "refresh_token_expired" });
    expect((await eventTypes(house, id))[0]).toBe("needs_reconnect.refresh_token_expired");
  });

  it("where a refresh token is not used up by using it, a lost reply costs nothing and a refusal is asked twice", async () => {
    const steady = (deps: Dependencies): Dependencies => ({
      ...deps,
      definitions: deps.definitions.map((d) => ({ ...d, rotation: { ...d.rotation, kind: "static", onMissing: "keep" } })),
    });
    await askWith(steady(answering(house, inTurn(lost()))));
    await askWith(steady(answering(house, inTurn(refused()))));
    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE", refusals: 1 });
  });

  it("an answer of a class that no refresh should meet is told as one that we could not read", async () => {
    await ask(refused({ class: "insufficient_scope" }));
    expect((await eventTypes(house, id))[0]).toBe("renewal_failed.malformed_response");
  });
});

describe("a registration that rests", () => {
  it("wakes with the first success after its rest, whoever it was that made it rest", async () => {
    const other = (await connect(house, jane, {}, { account: "ben" })).id ?? "";
    await ask(refused({ class: "rate_limited", retryAfterSeconds: 60 }));
    expect(await registration()).toMatchObject({ frozen: true, frozen_code: "throttled" });
    await house.database.query("update client_registration set frozen_until = now() - interval '1 second'");
    await refreshConnection(answering(house, inTurn(renewed())), {
      connectionId: other,
      trigger: "scheduler",
      ifGeneration: null,
    });
    expect(await registration()).toMatchObject({ frozen: null, frozen_code: null });
  });

  it("a success does not end a rest that began while it was in flight", async () => {
    await house.database.query(
      "update client_registration set frozen_until = now() - interval '1 second', frozen_code = 'invalid_client'",
    );
    await askWith(
      answering(house, async () => {
        await house.database.query(
          "update client_registration set frozen_until = now() + interval '60 seconds', frozen_code = 'throttled'",
        );
        return renewed();
      }),
    );
    expect(await registration()).toMatchObject({ frozen: true, frozen_code: "throttled" });
  });

  it("does not keep anybody waiting", async () => {
    await house.database.query("update client_registration set frozen_until = now() + interval '1 hour'");
    const startedMs = performance.now();
    expect(await ask(renewed())).toMatchObject({ ok: false, error: { code: "resting" } });
    expect(performance.now() - startedMs).toBeLessThan(2000);
  });
});

describe("a seller who comes back while a registration rests", () => {
  const restFor = (code: string, trouble: string | null = null) =>
    house.database.query(
      `update client_registration set frozen_until = now() + interval '5 minutes', frozen_code = $1, trouble = $2::text,
         trouble_since = case when $2::text is not null then now() end`,
      [code, trouble],
    );

  it("ends a rest that began because our credentials were refused: now they were accepted", async () => {
    await restFor("invalid_client", "credentials");
    await connect(house, jane);
    expect(await registration()).toMatchObject({ frozen: null, frozen_code: null });
  });

  it("does not end one that the marketplace asked for", async () => {
    await restFor("throttled");
    await connect(house, jane);
    expect(await registration()).toMatchObject({ frozen: true, frozen_code: "throttled" });
  });
});

describe("a registration that the environment no longer names", () => {
  it("keeps its connections fresh and takes no new ones", async () => {
    await house.database.query("update client_registration set enabled = false where provider_id = 'stubhub'");
    try {
      expect((await ask(renewed())).ok).toBe(true);
      expect(
        await house.services.startConnection(jane, { providerId: "stubhub", label: "New", scopes: [], reconnectId: null }),
      ).toMatchObject({ error: { code: "off" } });
    } finally {
      await house.database.query("update client_registration set enabled = true where provider_id = 'stubhub'");
    }
  });

  it("a definition that is no longer shipped fails as ours and marks nobody", async () => {
    const deps = answering(house, inTurn(renewed()));
    expect((await askWith({ ...deps, definitions: [] })).ok).toBe(false);
    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE", last_failure_class: "ours", generation: 1 });
  });

  it("a repair never leaves its environment", async () => {
    await house.database.query(
      "insert into client_registration (public_id, provider_id, environment_id, name, client_id) values ('reg_other', 'stubhub', 'sandbox', '', 'x')",
    );
    await house.database.query(
      "update client_registration set enabled = (public_id = 'reg_other') where provider_id = 'stubhub'",
    );
    try {
      expect(
        await house.services.startConnection(jane, { providerId: "stubhub", label: "", scopes: [], reconnectId: id }),
      ).toMatchObject({ error: { code: "off" } });
    } finally {
      await house.database.query("update client_registration set enabled = true where provider_id = 'stubhub'");
      await house.database.query("update client_registration set enabled = false where public_id = 'reg_other'");
    }
  });
});
