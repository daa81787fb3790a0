import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createProviderClient } from "@/lib/adapters/http/provider-client";
import type { RawReply } from "@/lib/core/ports/provider-client";
import { honest, nowSeconds } from "../../support/forged-id-tokens";
import { madeUpProvider } from "../../support/provider-target";
import { client } from "../http/loopback";
import { idTokenProvider, kitOf } from "./id-token-provider";
import { type Answer, json, lookalike, providerClient, providerServer, TOKENS } from "./provider-server";

let server: Awaited<ReturnType<typeof providerServer>>;
let answer: Answer = () => undefined;

beforeAll(async () => {
  server = await providerServer((seen, response) => answer(seen, response));
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(() => {
  server.seen.length = 0;
});

const target = () => lookalike(madeUpProvider(), server.origin);

/** A renewal at the server, with what was kept of its reply. */
async function renew(keep?: (reply: RawReply) => Promise<void>) {
  const kept: RawReply[] = [];
  const outcome = await providerClient().refresh({
    target: target(),
    refreshToken: "ref-1",
    scope: ["read"],
    variables: {},
    keep: async (reply) => {
      kept.push(reply);
      await keep?.(reply);
    },
  });
  return { outcome, kept };
}

describe("a reply that is kept", () => {
  test.each<[string, number, string, string]>([
    ["tokens", 200, "application/json", JSON.stringify(TOKENS)],
    ["tokens of another type", 200, "application/json", JSON.stringify({ ...TOKENS, token_type: "mac" })],
    ["tokens with a status that no standard knows", 201, "application/json", JSON.stringify(TOKENS)],
    ["half of its tokens", 200, "application/json", JSON.stringify(TOKENS).slice(0, 40)],
    ["a page", 200, "text/html", "<html><body>Sorry</body></html>"],
    ["an error that calls itself a success", 200, "application/json", JSON.stringify({ error: "invalid_grant" })],
    ["a lifetime that is none", 200, "application/json", JSON.stringify({ ...TOKENS, expires_in: -5 })],
    ["nothing", 204, "text/plain", ""],
  ])("says later what it said when it came: %s", async (_, status, type, body) => {
    answer = (_seen, response) => void response.writeHead(status, { "content-type": type }).end(body);
    const { outcome, kept } = await renew();
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({ status, body });
    const asked = server.seen.length;

    const [reply] = JSON.parse(JSON.stringify(kept)) as [RawReply];
    expect(await providerClient().readRefreshReply({ target: target(), variables: {}, reply })).toEqual(outcome);
    expect(server.seen.length, "nobody was asked").toBe(asked);
  });

  test.each([400, 401, 429, 500, 503])("is none that cannot hold tokens: %i", async (status) => {
    answer = (_seen, response) => json(response, { error: "invalid_grant" }, status);
    expect((await renew()).kept).toEqual([]);
  });

  test("is kept before anybody reads it, with the headers that matter and no others", async () => {
    const order: string[] = [];
    answer = (_seen, response) => {
      json(response, TOKENS, 200, { "retry-after": "7", "set-cookie": "session=1", "x-more": "of no use" });
    };
    const { outcome, kept } = await renew(async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push("kept");
    });
    order.push("read");
    expect(order).toEqual(["kept", "read"]);
    expect(outcome.ok).toBe(true);
    expect(kept[0]?.headers).toEqual({ "content-type": "application/json", "retry-after": "7" });
  });
});

describe("an id_token in a kept reply", () => {
  const HOURS = 2;
  const then = () => nowSeconds() - HOURS * 3_600;
  const clock = { now: () => new Date(), monotonicMs: () => performance.now() };

  const readLater = async (idToken: string) => {
    await using provider = await idTokenProvider();
    const reply: RawReply = {
      status: 200,
      headers: {},
      body: JSON.stringify({ ...TOKENS, id_token: idToken }),
      sentAtMs: Date.now() - HOURS * 3_600_000,
      durationMs: 100,
      clockSkewMs: 0,
    };
    const reader = createProviderClient({ http: client(), clock, deadlineMs: 5_000 });
    return await reader.readRefreshReply({ target: provider.target, variables: {}, reply });
  };

  test("A18: is compared with the time at which it came", async () => {
    const outcome = await readLater(honest(kitOf({ nonce: undefined }), { iat: then() - 5, exp: then() + 60 }));
    expect(outcome).toMatchObject({
      ok: true,
      grant: { idTokenClaims: { sub: "sub-1" }, accessLifetimeSeconds: 3600 },
      evidence: { errorCode: null, clockSkewMs: 0 },
    });
  });

  test("A18: is left out when it had run out by then, or was not yet made", async () => {
    for (const times of [
      { iat: then() - 7_200, exp: then() - 3_600 },
      { iat: nowSeconds(), exp: nowSeconds() + 3_600 },
    ])
      expect(await readLater(honest(kitOf({ nonce: undefined }), times))).toMatchObject({
        ok: true,
        grant: { idToken: null, idTokenClaims: null, refreshToken: TOKENS.refresh_token },
        evidence: { errorCode: "id_token_left_out" },
      });
  });
});
