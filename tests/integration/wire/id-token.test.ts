import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { atHash, FORGED_AT_RENEWAL, FORGERIES, honest, nowSeconds } from "../../support/forged-id-tokens";
import { idTokenProvider, kitOf } from "./id-token-provider";
import { TOKENS } from "./provider-server";

type Provider = Awaited<ReturnType<typeof idTokenProvider>>;
let provider: Provider;

beforeAll(async () => {
  provider = await idTokenProvider();
});
afterAll(() => provider[Symbol.asyncDispose]());
beforeEach(() => {
  provider.behaviour.dateOffsetSeconds = 0;
});

const believed = { ok: true, grant: { idTokenClaims: { sub: "sub-1" } } };

describe("A18: an id_token at the exchange", () => {
  test("that is honest is believed, and its claims are handed on", async () => {
    const idToken = honest(kitOf());

    expect(await provider.exchange(idToken)).toMatchObject({ ok: true, grant: { idToken, idTokenClaims: { sub: "sub-1" } } });
  });

  test.each([
    ["the hash of its access token", { at_hash: atHash(TOKENS.access_token) }],
    ["our own azp", { azp: "client-1" }],
    ["several clients and our own azp", { aud: ["client-1", "client-2"], azp: "client-1" }],
    ["a list of one client", { aud: ["client-1"] }],
  ])("with %s is believed", async (_, change) => {
    expect(await provider.exchange(honest(kitOf(), change))).toMatchObject(believed);
  });

  test.each(FORGERIES)("with %s gives no tokens at all", async (_, forge) => {
    const outcome = await provider.exchange(forge(kitOf()));

    expect(outcome).toMatchObject({ ok: false, class: "reply_malformed" });
    expect(JSON.stringify(outcome)).not.toContain(TOKENS.access_token);
    expect(JSON.stringify(outcome)).not.toContain(TOKENS.refresh_token);
  });

  test("that is missing gives no tokens, because it was asked for", async () => {
    expect(await provider.exchange(null)).toMatchObject({ ok: false, class: "reply_malformed" });
  });

  test("that nobody asked for must not carry a nonce", async () => {
    const scope = ["read"];
    expect(await provider.exchange(honest(kitOf()), {}, scope)).toMatchObject({ ok: false, class: "reply_malformed" });
    expect(await provider.exchange(honest(kitOf({ nonce: undefined })), {}, scope)).toMatchObject(believed);
    expect(await provider.exchange(null, {}, scope)).toMatchObject({ ok: true, grant: { idTokenClaims: null } });
  });
});

/** The `Date` header tells whole seconds, so one second around the limit is nobody's fault. */
test("A18: clocks may differ by a minute and no more, in every claim that tells a time", async () => {
  const times = {
    exp: (seconds: number) => ({ exp: nowSeconds() - seconds }),
    iat: (seconds: number) => ({ iat: nowSeconds() + seconds }),
    nbf: (seconds: number) => ({ nbf: nowSeconds() + seconds }),
  };
  const claims = ["exp", "iat", "nbf"] as const;
  const isBelieved = async (claim: (typeof claims)[number], seconds: number) =>
    (await provider.exchange(honest(kitOf(), times[claim](seconds)))).ok;
  for (const claim of claims) expect([await isBelieved(claim, 50), await isBelieved(claim, 70)], claim).toEqual([true, false]);

  const skew = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 70, max: 3_000 }));
  await fc.assert(
    fc.asyncProperty(skew, fc.constantFrom(...claims), async (seconds, claim) => {
      expect(await isBelieved(claim, seconds), `${claim} ${seconds} s off`).toBe(seconds <= 50);
    }),
    { numRuns: 40 },
  );
});

test("A18: the times of an id_token are read by the clock of its issuer", async () => {
  provider.behaviour.dateOffsetSeconds = -600;
  expect(await provider.exchange(honest(kitOf(), { exp: nowSeconds() - 500, iat: nowSeconds() - 1_100 }))).toMatchObject(
    believed,
  );
  provider.behaviour.dateOffsetSeconds = 600;
  expect(await provider.exchange(honest(kitOf(), { exp: nowSeconds() + 300 }))).toMatchObject({ ok: false });
});

describe("A18: an id_token at a renewal", () => {
  const renewed = { ok: true, grant: { accessToken: TOKENS.access_token, refreshToken: TOKENS.refresh_token } };

  test("that is honest is believed", async () => {
    const idToken = honest(kitOf({ nonce: undefined }));

    expect(await provider.refresh(idToken)).toMatchObject({
      ok: true,
      grant: { idToken, idTokenClaims: { sub: "sub-1" } },
      evidence: { errorCode: null },
    });
  });

  test.each(FORGED_AT_RENEWAL)("with %s is left out, and the new tokens are kept", async (_, forge) => {
    const outcome = await provider.refresh(forge(kitOf({ nonce: undefined })));

    expect(outcome).toMatchObject({ ...renewed, evidence: { errorCode: "id_token_left_out" } });
    expect(outcome).toMatchObject({ grant: { idToken: null, idTokenClaims: null } });
  });

  test("that is missing is nothing unusual", async () => {
    expect(await provider.refresh(null)).toMatchObject({ ...renewed, evidence: { errorCode: null } });
  });

  test("does not save a reply that does not conform", async () => {
    await using other = await idTokenProvider({ reply: { tokenType: "kind" } });

    expect(await other.refresh(honest(kitOf({ nonce: undefined })))).toMatchObject({ ok: false, class: "reply_malformed" });
    expect(await other.refresh("hello")).toMatchObject({ ok: false, class: "reply_malformed" });
  });
});

test("A18: of a provider without a known issuer an id_token is not looked at, and its keys are not asked for", async () => {
  await using other = await idTokenProvider({ idToken: null, issuer: "https://issuer.made-up.example/" });

  expect(await other.exchange("hello")).toMatchObject({ ok: true, grant: { idTokenClaims: null } });
  expect(await other.exchange(null)).toMatchObject({ ok: true, grant: { idTokenClaims: null } });
  expect(other.keyRequests()).toBe(0);
});
