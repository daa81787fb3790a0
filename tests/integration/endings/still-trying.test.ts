import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeKeyRing, parseKeyRing } from "@/lib/adapters/crypto/key-ring";
import { createSealer } from "@/lib/adapters/crypto/sealer";
import { systemClock } from "@/lib/adapters/system/clock";
import { stackAuth } from "@/lib/core/providers/stack-auth";
import { stockx } from "@/lib/core/providers/stockx";
import { createContainer } from "@/lib/runtime/container";
import { createLogger } from "@/lib/runtime/logger";
import type { Actor } from "@/lib/services/contract";
import type { Dependencies } from "@/lib/services/dependencies";
import { disconnectConnection } from "@/lib/services/disconnect-connection";
import { finishEndings } from "@/lib/services/finish-endings";
import { buildHouse, type House, makeSeller } from "@/tests/support/house";
import { connectThere, type OwnMarketplace, ownMarketplace } from "@/tests/support/own-marketplace";
import { eventTypes, refreshStates, storedConnection } from "@/tests/support/rows";
import { json } from "../wire/provider-server";

let market: OwnMarketplace;
let house: House;
let jane: Actor;

beforeAll(async () => {
  market = await ownMarketplace();
  const rotation = { ...stackAuth.rotation, kind: "rotating_single_use" } as const;
  house = await buildHouse({}, [
    market.twin(stockx, "sx"),
    market.twin(stackAuth, "sa"),
    market.twin(stackAuth, "sr", { rotation }),
  ]);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await market[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await house.database.query("update connection set ending_next_at = now() + interval '10 years' where status = 'REVOKING'");
  jane = await makeSeller(house);
  market.startOver();
});

const deps = () => house.container.dependencies;
const connected = async (provider = "sx") =>
  (await connectThere(house, jane, provider, `u${Math.random().toString(36).slice(2)}`)).id;
const disconnect = async (id: string, by: Dependencies = deps()) => {
  const ended = await disconnectConnection(by, jane, id);
  return ended.ok ? ended.value.result : ended.error.code;
};
const status = (code: number, headers: Record<string, string> = {}): OwnMarketplace["answer"] => {
  return (_seen, response) => void response.writeHead(code, headers).end();
};
/** Moves a connection's ending into the past, as the database has it. */
const letPass = (id: string, minutes: number) =>
  house.database.query(
    `update connection set ending_next_at = ending_next_at - $2 * interval '1 minute', ending_try_until = ending_try_until - $2 * interval '1 minute',
       disconnected_at = disconnected_at - $2 * interval '1 minute' where public_id = $1`,
    [id, minutes],
  );
const ending = async (id: string) =>
  (
    await house.database.query(
      `select status::text, ending_tries as tries, round(extract(epoch from ending_next_at - now()))::int as seconds,
         ending_try_until is null as resting from connection where public_id = $1`,
      [id],
    )
  )[0] ?? {};
const accessEnded = (id: string) =>
  house.database.query(
    "update credential set access_expires_at = now() - interval '5 seconds' where connection_id = (select id from connection where public_id = $1)",
    [id],
  );

describe("a cancellation that the marketplace does not take now", () => {
  it.each([
    ["it is down", status(503)],
    ["the connection breaks", ((_seen, response) => void response.destroy()) as OwnMarketplace["answer"]],
    [
      "our credentials are refused",
      ((_seen, response) => json(response, { error: "invalid_client" }, 401)) as OwnMarketplace["answer"],
    ],
  ])(
    "F18: when %s, access is taken to live, the secrets stay sealed, and it is asked again after a minute",
    async (_, answer) => {
      market.answer = answer;
      const id = await connected();
      expect(await disconnect(id)).toBe("pending");
      expect(await storedConnection(house, id)).toMatchObject({
        status: "REVOKING",
        sealed: expect.any(String),
        refresh_after: null,
      });
      const { seconds, ...rest } = await ending(id);
      expect(rest).toEqual({ status: "REVOKING", tries: 1, resting: true });
      expect(Number(seconds)).toBeGreaterThan(50);
      expect(Number(seconds)).toBeLessThanOrEqual(66);

      expect(await finishEndings(deps()), "not before it is due").toBe(0);
      await letPass(id, 2);
      market.answer = status(200);
      expect(await finishEndings(deps())).toBe(1);
      expect(market.asked()).toHaveLength(2);
      const [first, second] = market.others();
      expect(second?.body).toBe(first?.body);
      expect(await storedConnection(house, id)).toMatchObject({
        status: "REVOKED",
        revocation_result: "confirmed",
        sealed: null,
      });
      expect((await eventTypes(house, id)).slice(0, 4)).toEqual([
        "disconnect_proven",
        "disconnect_confirmed",
        "disconnect_pending",
        "disconnected",
      ]);
    },
  );

  it("F18: Retry-After is honoured", async () => {
    market.answer = status(429, { "retry-after": "3000" });
    const id = await connected();
    expect(await disconnect(id)).toBe("pending");
    expect(Number((await ending(id))["seconds"])).toBeGreaterThan(2990);
  });

  it("is not asked while its registration rests, and is when the rest is over", async () => {
    const id = await connected();
    const rest = (until: string) =>
      house.database.query(`update client_registration set frozen_until = ${until} where provider_id = 'sx'`);
    await rest("now() + interval '10 minutes'");
    expect(await disconnect(id).finally(() => rest("null"))).toBe("pending");
    expect(market.asked()).toEqual([]);
    expect(Number((await ending(id))["seconds"])).toBeGreaterThan(590);
  });

  it("waits while a key is missing, and goes on with it when it is back", async () => {
    const id = await connected();
    const keyless = { ...deps(), sealer: createSealer(parseKeyRing(makeKeyRing()), house.settings.deploymentId) };
    expect(await disconnect(id, keyless)).toBe("pending");
    expect(market.asked()).toEqual([]);
    await letPass(id, 2);
    expect(await finishEndings(deps())).toBe(1);
    expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKED", revocation_result: "confirmed" });
  });

  it("is asked again by one process at a time, however many look", async () => {
    market.answer = status(503);
    const id = await connected();
    await disconnect(id);
    await letPass(id, 2);
    expect((await Promise.all([1, 2, 3].map(() => finishEndings(deps())))).sort()).toEqual([0, 0, 1]);
    expect(await ending(id)).toMatchObject({ tries: 2, resting: true });
  });

  it("survives a restart: another process with the same keys goes on where this one stopped", async () => {
    market.answer = status(503);
    const id = await connected();
    await disconnect(id);
    await letPass(id, 2);
    market.answer = status(200);
    const logger = createLogger({ clock: systemClock, sink: { out: () => undefined, err: () => undefined } });
    const { settings, definitions } = house;
    const started = await createContainer({ settings, definitions, logger, migrationsDir: path.resolve("prisma/migrations") });
    expect(await finishEndings(started.dependencies).finally(started.close)).toBe(1);
    expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKED", revocation_result: "confirmed" });
  });

  it("after 24 hours is given up: one last try, the secrets are destroyed, and the seller is told", async () => {
    market.answer = status(503);
    const id = await connected();
    await disconnect(id);
    await letPass(id, 23 * 60 + 50);
    expect(await finishEndings(deps())).toBe(1);
    expect(await ending(id), "the last try comes when the time is over").toMatchObject({ status: "REVOKING", tries: 2 });
    await letPass(id, 11);
    expect(await finishEndings(deps())).toBe(1);
    expect(await storedConnection(house, id)).toMatchObject({
      status: "REVOKED",
      revocation_result: "unconfirmed",
      sealed: null,
    });
    expect((await eventTypes(house, id)).slice(0, 2)).toEqual(["disconnect_given_up", "disconnect_pending"]);
    await letPass(id, 60 * 24);
    expect(await finishEndings(deps())).toBe(0);
  });
});

describe("a seller who comes back while a cancellation waits", () => {
  it("is connected in place, and what is left of the old access is cancelled once and never again", async () => {
    market.answer = status(503);
    const account = `u${Math.random().toString(36).slice(2)}`;
    const { id } = await connectThere(house, jane, "sx", account);
    const old = `refresh-${market.issued()}`;
    await disconnect(id);
    market.answer = status(200);
    expect(await connectThere(house, jane, "sx", account)).toEqual({ outcome: "duplicate", id });
    await expect.poll(() => market.seen.at(-1)?.form.get("token")).toBe(old);
    expect(await storedConnection(house, id)).toMatchObject({ status: "ACTIVE", sealed: expect.any(String) });
    await house.database.query("update connection set ending_next_at = now() - interval '1 day' where public_id = $1", [id]);
    const asked = market.asked().length;
    expect(await finishEndings(deps())).toBe(0);
    expect(market.asked()).toHaveLength(asked);
    expect(await house.services.refreshConnection(jane, id)).toMatchObject({ ok: true });
  });
});

describe("a crash between the renewal and the cancellation", () => {
  const killed: Dependencies["provider"]["revoke"] = async () => {
    throw new Error("killed");
  };
  const crashing = () => ({ ...deps(), provider: { ...deps().provider, revoke: killed } });

  it("leaves the renewed set under the tombstone, and the next try goes on with it", async () => {
    market.rotates = true;
    const id = await connected("sr");
    await accessEnded(id);
    await expect(disconnect(id, crashing())).rejects.toThrow("killed");
    expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKING", generation: 3, refresh_after: null });
    expect(await house.services.refreshConnection(jane, id)).toMatchObject({ error: { code: "not_usable" } });

    await letPass(id, 5);
    const renewed = market.issued();
    expect(await finishEndings(deps())).toBe(1);
    expect(market.issued(), "not renewed a second time").toBe(renewed);
    expect(market.others().at(-1)?.headers["x-stack-access-token"]).toBe(`access-${renewed}`);
    expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKED", revocation_result: "confirmed", sealed: null });
  });

  it("when it came before the renewed set was kept, a refusal of the used refresh token is no proof of an end", async () => {
    market.rotates = true;
    const id = await connected("sr");
    await accessEnded(id);
    const lost: Dependencies["provider"]["refresh"] = async () => {
      throw new Error("killed");
    };
    await expect(disconnect(id, { ...deps(), provider: { ...deps().provider, refresh: lost } })).rejects.toThrow("killed");
    expect(await refreshStates(house, id)).toEqual(["SENT"]);

    await letPass(id, 5);
    market.refuseRefresh = (_seen, response) => json(response, { error: "invalid_grant" }, 400);
    expect(await finishEndings(deps())).toBe(1);
    expect(await storedConnection(house, id)).toMatchObject({
      status: "REVOKED",
      revocation_result: "unconfirmed",
      sealed: null,
    });
  });

  it("where refresh tokens are not used up, the same refusal says that access is gone", async () => {
    const id = await connected("sa");
    await accessEnded(id);
    market.refuseRefresh = (_seen, response) => json(response, {}, 503);
    expect(await disconnect(id)).toBe("pending");
    expect(market.asked()).toEqual([]);
    await letPass(id, 2);
    market.refuseRefresh = (_seen, response) => json(response, { error: "invalid_grant" }, 400);
    await finishEndings(deps());
    expect(await storedConnection(house, id)).toMatchObject({ status: "REVOKED", revocation_result: "confirmed" });
  });
});
