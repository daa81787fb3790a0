import { expect, test } from "vitest";
import { buildApiRequest } from "@/lib/core/oauth/api-request";
import { buildAuthorizationUrl } from "@/lib/core/oauth/authorization-request";
import { classifyReply, failedReply } from "@/lib/core/oauth/classify-error";
import { failureClassOf } from "@/lib/core/oauth/error-effect";
import { stockx } from "@/lib/core/providers/stockx";
import { readRegistrations } from "@/lib/runtime/provider-variables";
import { GIVEN, givenScope, givenTarget } from "../../support/golden";

test("StockX 3: the audience is in the address as a bare name, and a space between permissions is %20", () => {
  const url = buildAuthorizationUrl({
    target: givenTarget(stockx),
    state: GIVEN.state,
    nonce: GIVEN.nonce,
    codeChallenge: GIVEN.challenge,
    scope: givenScope(stockx),
    variables: {},
  });

  expect(url.ok && url.value).toContain("&audience=gateway.stockx.com");
  expect(url.ok && url.value).toContain("&scope=offline_access%20openid&");
});

test("StockX 10: an API that refuses us for the key is an admin's matter, and nobody is asked to reconnect", () => {
  const body = JSON.stringify({ message: "Forbidden" });
  const refused = classifyReply(stockx, failedReply("api", { status: 403, headers: {}, body }));

  expect(refused).toEqual({ class: "config_client", proven: false });
  expect(failureClassOf(refused.class)).toBe("setup");
});

test("StockX 10: without the key no call is made, and a start says which setting is missing", () => {
  const call = { method: "GET", endpoint: "{api}/selling/listings", accessToken: "acc3ss", variables: {} } as const;
  const environment = { STOCKX_CLIENT_ID: "id", STOCKX_CLIENT_SECRET: "secret" };

  expect(buildApiRequest(givenTarget(stockx, { extraSecrets: {} }), call)).toEqual({
    ok: false,
    error: { code: "missing_value", name: "apiKey" },
  });
  expect(readRegistrations([stockx], environment, "https://sell.example.com").faults).toEqual([
    expect.stringMatching(/^STOCKX_API_KEY: is missing/),
  ]);
});
