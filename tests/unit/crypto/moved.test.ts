import { describe, expect, it } from "vitest";
import { createSealer } from "@/lib/adapters/crypto/sealer";
import { canonicalContext } from "@/lib/core/tokens/seal-context";
import { joseOpens } from "./jose-peer";
import { type Context, contextOf, jwk, ringOf, testKey, tokenSetOf } from "./sealing-fixture";

const ring = ringOf(jwk("one", "primary"));
const here = createSealer(ring, "here");

const MOVES: Record<string, (c: Context) => Context> = {
  "another seller": (c) => ({ ...c, userId: `${c.userId}x` }),
  "another provider": (c) => ({ ...c, providerId: `${c.providerId}x` }),
  "another connection": (c) => ({ ...c, connectionId: `${c.connectionId}x` }),
  "another generation": (c) => ({ ...c, generation: c.generation - 1 }),
  "another address of the provider": (c) => ({ ...c, environmentId: "lookalike" }),
};

describe("a sealed value that was moved", () => {
  it.each(Object.keys(MOVES))("F1: to %s is refused in 200 of 200 rows", (name) => {
    const move = MOVES[name]!;

    for (let row = 0; row < 200; row += 1) {
      const sealed = here.seal(tokenSetOf(row), contextOf(row));
      expect(here.open(sealed, move(contextOf(row)))).toEqual({ ok: false, error: { code: "moved", keyId: "one" } });
      expect(here.open(sealed, contextOf(row)).ok).toBe(true);
    }
  });

  it("F1: to another registration, another kind or another deployment is refused too", () => {
    const sealed = here.seal("x", contextOf(1));
    const moved = { ok: false, error: { code: "moved", keyId: "one" } };

    expect(here.open(sealed, { ...contextOf(1), registrationId: "reg_9" })).toEqual(moved);
    expect(here.open(sealed, { ...contextOf(1), kind: "journal" })).toEqual(moved);
    expect(createSealer(ring, "a copy").open(sealed, contextOf(1))).toEqual(moved);
  });

  it("F1: stays shut even for a reader that compares no context", async () => {
    for (const move of Object.values(MOVES)) {
      const sealed = here.seal("x", contextOf(1));
      const moved = canonicalContext({ deploymentId: "here", ...move(contextOf(1)) });

      await expect(joseOpens(sealed, { key: testKey("one"), canonical: moved })).rejects.toThrow("decryption operation failed");
    }
  });

  it("F4: of an older generation is refused when it is written back", () => {
    const older = here.seal(tokenSetOf(1), { ...contextOf(1), generation: 6 });

    expect(here.open(older, { ...contextOf(1), generation: 7 })).toEqual({ ok: false, error: { code: "moved", keyId: "one" } });
  });

  it("F1: two contexts never read alike, however their fields are cut", () => {
    const one = here.seal("x", { ...contextOf(1), registrationId: 'a","b', connectionId: "c" });

    expect(here.open(one, { ...contextOf(1), registrationId: "a", connectionId: 'b","c' }).ok).toBe(false);
  });
});
