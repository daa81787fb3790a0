import { describe, expect, it } from "vitest";
import { createSealer } from "@/lib/adapters/crypto/sealer";
import { canonicalContext } from "@/lib/core/tokens/seal-context";
import golden from "./golden.json";
import { joseOpens, joseSeals, type PeerInput } from "./jose-peer";
import { type Context, contextOf, jwk, ringOf, testKey, tokenSetOf } from "./sealing-fixture";

const sealer = createSealer(ringOf(...golden.ring.keys), golden.deploymentId);

const peerOf = (kid: string, context: Context): PeerInput => {
  const k = golden.ring.keys.find((key) => key.kid === kid)?.k ?? "";
  return { key: Buffer.from(k, "base64url"), canonical: canonicalContext({ deploymentId: golden.deploymentId, ...context }) };
};

describe("the format of sealed values", () => {
  it("has twelve golden values, made in turn by this code and by another library", () => {
    expect(golden.vectors.map((v) => v.by)).toEqual(Array.from({ length: 12 }, (_, i) => (i % 2 ? "jose" : "holdfast")));
  });

  it.each(golden.vectors)(
    "opens $name, as sealed by $by, here and with another library",
    async ({ kid, context, plaintext, sealed }) => {
      expect(sealer.open(sealed, context as Context)).toEqual({ ok: true, value: plaintext });
      await expect(joseOpens(sealed, peerOf(kid, context as Context))).resolves.toBe(plaintext);
    },
  );

  it("is understood in both directions for fresh values", async () => {
    const fresh = createSealer(ringOf(jwk("one", "primary")), "here");
    for (let row = 0; row < 50; row += 1) {
      const peer = { key: testKey("one"), canonical: canonicalContext({ deploymentId: "here", ...contextOf(row) }) };

      await expect(joseOpens(fresh.seal(tokenSetOf(row), contextOf(row)), peer)).resolves.toBe(tokenSetOf(row));
      expect(fresh.open(await joseSeals(tokenSetOf(row), "one", peer), contextOf(row))).toEqual({
        ok: true,
        value: tokenSetOf(row),
      });
    }
  });

  it("carries the header that is written down, and nothing else", () => {
    const sealed = sealer.seal("x", contextOf(1));
    const header = JSON.parse(Buffer.from(sealed.split(".")[0]!, "base64url").toString());

    expect(Object.keys(header)).toEqual(["alg", "enc", "kid", "typ", "v", "ctx", "kc"]);
    expect(header).toMatchObject({ alg: "A256KW", enc: "A256GCM", kid: "test-only-2", typ: "tokenset+jwe", v: 1 });
    expect(Buffer.from(header.ctx, "base64url")).toHaveLength(32);
    expect(Buffer.from(header.kc, "base64url")).toHaveLength(16);
  });
});
