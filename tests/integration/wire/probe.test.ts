import { describe, expect, it, test } from "vitest";
import type { ProviderTarget } from "@/lib/core/ports/provider-client";
import { etsy } from "@/lib/core/providers/etsy";
import { foxy } from "@/lib/core/providers/foxy";
import { square } from "@/lib/core/providers/square";
import { stockx } from "@/lib/core/providers/stockx";
import { stubhub } from "@/lib/core/providers/stubhub";
import { madeUpProvider } from "../../support/provider-target";
import { type Answer, json, lookalike, providerClient, providerServer } from "./provider-server";

const TOKEN = "acc-7Qd2xLm9";

/** One probe of a provider that answers like this, and what it was asked. */
async function probe(
  definition: ProviderTarget["definition"],
  answer: Answer,
  change: Partial<ProviderTarget> = {},
  variables = {},
) {
  await using server = await providerServer(answer);
  const target = lookalike(definition, server.origin, change);
  const outcome = await providerClient(500).probe({ target, accessToken: TOKEN, variables });
  return { outcome, seen: server.seen };
}

const saying = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => {
  return (_, response) => json(response, body, status, headers);
};

describe("the call that says whether access works", () => {
  it("is the definition's own, with the seller's access and the application's headers, and takes nothing along", async () => {
    const { outcome, seen } = await probe(stockx, saying(200, { listings: [] }), { extraSecrets: { apiKey: "k3y" } });

    expect(outcome).toMatchObject({ ok: true, evidence: { status: 200, errorCode: null } });
    expect(seen.map(({ method, path, body }) => `${method} ${path} ${body}`)).toEqual(["GET /selling/listings "]);
    expect(seen[0]?.headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, "x-api-key": "k3y" });
  });

  it("may be a POST without a body", async () => {
    const { outcome, seen } = await probe(square, saying(200, { expires_at: "2027-01-01T00:00:00Z" }));

    expect(outcome?.ok).toBe(true);
    expect(seen.map(({ method, path, body }) => `${method} ${path} ${body}`)).toEqual(["POST /oauth2/token/status "]);
  });

  it("asks where the connection's own values say", async () => {
    const change = { extraSecrets: { sharedSecret: "shared" } };
    const { seen } = await probe(etsy, saying(200, {}), change, { userId: "42" });

    expect(seen.map(({ path }) => path)).toEqual(["/v3/application/users/42"]);
  });

  it("does not exist where the definition names none", async () => {
    const { outcome, seen } = await probe(madeUpProvider(), saying(200, {}));

    expect(outcome).toBeNull();
    expect(seen).toEqual([]);
  });

  it("is not made where a setting for it is missing: that is an admin's matter", async () => {
    const { outcome, seen } = await probe(stockx, saying(200, {}), { extraSecrets: {} });

    expect(outcome).toMatchObject({ ok: false, class: "request_invalid", missing: [] });
    expect(seen).toEqual([]);
  });

  it("succeeds without a body, and not with a page of something in between", async () => {
    const empty = await probe(foxy, (_, response) => response.writeHead(204).end());
    const page = await probe(foxy, (_, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><h1>One moment</h1>");
    });

    expect(empty.outcome?.ok).toBe(true);
    expect(page.outcome).toMatchObject({ ok: false, class: "reply_malformed" });
  });
});

describe("a probe that is refused", () => {
  const expired = { error: "invalid_token", error_description: "The access token provided has expired" };

  it.each([
    ["StockX 10: by the gateway, for the key", stockx, saying(403, { message: "Forbidden" }), "config_client"],
    ["Foxy 12: as ended", foxy, saying(401, expired), "token_expired"],
    ["without a word", stockx, saying(401, {}), "token_expired"],
    ["by a server that is down", foxy, saying(503, {}), "transient"],
    ["by nobody at all", foxy, (_, response) => response.destroy(), "transient"],
    ["after the deadline", foxy, () => undefined, "transient"],
    ["by a redirect", foxy, (_, response) => response.writeHead(302, { location: "/login" }).end(), "transient"],
  ] satisfies [string, ProviderTarget["definition"], Answer, string][])("%s", async (_, definition, answer, errorClass) => {
    const { outcome, seen } = await probe(definition, answer, { extraSecrets: { apiKey: "k3y" } });

    expect(outcome).toMatchObject({ ok: false, class: errorClass, missing: [] });
    expect(seen).toHaveLength(1);
  });

  it("says how long to wait", async () => {
    const { outcome } = await probe(stubhub, saying(429, { message: "Too many" }, { "retry-after": "90" }));

    expect(outcome).toMatchObject({ ok: false, class: "rate_limited", retryAfterSeconds: 90 });
  });

  it("StubHub 10: for want of a permission names the one that the reply names", async () => {
    const message = "The access token lacks the scope read:sellerlistings.";
    const { outcome } = await probe(stubhub, saying(403, { code: "insufficient_scope", message }));

    expect(outcome).toMatchObject({ ok: false, class: "insufficient_scope", missing: ["read:sellerlistings"] });
  });

  test("what it leaves for an admin holds neither the access nor a key, even where the reply echoes them", async () => {
    const body = { error: "invalid_token", error_description: `no ${TOKEN} with k3y-9fQ` };
    const { outcome } = await probe(stockx, saying(401, body), { extraSecrets: { apiKey: "k3y-9fQ" } });

    expect(outcome?.evidence.errorText).toContain("no ");
    expect(JSON.stringify(outcome)).not.toContain(TOKEN);
    expect(JSON.stringify(outcome)).not.toContain("k3y-9fQ");
  });
});
