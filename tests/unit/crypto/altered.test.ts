import { describe, expect, it } from "vitest";
import { createSealer } from "@/lib/adapters/crypto/sealer";
import { canonicalContext } from "@/lib/core/tokens/seal-context";
import { joseSeals } from "./jose-peer";
import { contextOf, jwk, ringOf, testKey, tokenSetOf } from "./sealing-fixture";

const sealer = createSealer(ringOf(jwk("one", "primary"), jwk("two", "decrypt_only")), "here");
const byTwo = createSealer(ringOf(jwk("two", "primary")), "here");

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const FOREIGN = ["=", "+", "/", ".", " ", "\n", "\0", "é"];
const b64 = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

const replaced = (parts: readonly string[], at: number, part: string) => parts.map((p, i) => (i === at ? part : p)).join(".");

/** Every change of one bit of one part. */
function* bitFlips(sealed: string) {
  const parts = sealed.split(".");
  for (const [at, part] of parts.entries()) {
    const bytes = Buffer.from(part, "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      yield replaced(parts, at, flipped.toString("base64url"));
    }
  }
}

/** Every character replaced by its neighbour in the alphabet (the last one only changes bits that decoders ignore) and by a foreign one. */
function* characterChanges(sealed: string) {
  for (let at = 0; at < sealed.length; at += 1) {
    const here = ALPHABET.indexOf(sealed[at]!);
    for (const step of [1, 2, 16, 32]) yield sealed.slice(0, at) + ALPHABET[(here + step) % 64] + sealed.slice(at + 1);
    yield sealed.slice(0, at) + FOREIGN[at % FOREIGN.length] + sealed.slice(at + 1);
  }
}

function* lengths(sealed: string) {
  for (let to = 0; to < sealed.length; to += 1) yield sealed.slice(0, to);
  for (let from = 1; from < sealed.length; from += 1) yield sealed.slice(from);
  for (const more of [...ALPHABET, ...FOREIGN, ".AA", "AAAA", "===="]) yield* [sealed + more, more + sealed];
  const parts = sealed.split(".");
  for (const [at, part] of parts.entries()) {
    for (const pad of ["=", "==", "A", "AAAA", "\r\n"]) yield replaced(parts, at, part + pad);
    yield replaced(parts, at, "");
    yield parts.filter((_, i) => i !== at).join(".");
  }
}

function* swaps(sealed: string, others: readonly string[]) {
  const parts = sealed.split(".");
  for (const other of others) {
    const theirs = other.split(".");
    for (const at of parts.keys()) yield replaced(parts, at, theirs[at]!);
    for (const at of parts.keys()) yield replaced(theirs, at, parts[at]!);
  }
}

function* headerChanges(sealed: string) {
  const parts = sealed.split(".");
  const header: Record<string, unknown> = JSON.parse(Buffer.from(parts[0]!, "base64url").toString());
  const text = JSON.stringify(header);
  const change = (h: unknown) => replaced(parts, 0, b64(h));
  for (const alg of ["none", "dir", "A128KW", "A192KW", "A256GCMKW", "RSA-OAEP", "PBES2-HS256+A128KW", "a256kw", null])
    yield change({ ...header, alg });
  for (const enc of ["A128GCM", "A192GCM", "A128CBC-HS256", "A256CBC-HS512", "none", null]) yield change({ ...header, enc });
  for (const kid of ["two", "three", "", "One", "one ", null, 1]) yield change({ ...header, kid });
  for (const typ of ["JWT", "tokenset", null]) yield change({ ...header, typ });
  for (const v of [0, 2, "1", true, 1.5]) yield change({ ...header, v });
  for (const more of [{ zip: "DEF" }, { crit: ["v"] }, { jku: "https://evil.example" }, { cty: "x" }])
    yield change({ ...header, ...more });
  for (const name of Object.keys(header)) {
    const { [name]: _, ...less } = header;
    yield change(less);
    yield change({ ...less, [name]: header[name] === undefined ? null : header[name], x: 1 });
  }
  yield change(Object.fromEntries(Object.entries(header).reverse()));
  for (const spelled of [
    ` ${text}`,
    `${text} `,
    text.replaceAll(",", ", "),
    text.replace('"v":1', '"v":1.0'),
    text.replace("one", "\\u006fne"),
  ])
    yield change(spelled);
  yield change(text.replace("{", '{"kid":"two",'));
}

describe("a sealed value that was altered", () => {
  it("F2: is refused in all of at least 100,000 changes", { timeout: 60_000 }, () => {
    const values = Array.from({ length: 24 }, (_, row) => ({ row, sealed: sealer.seal(tokenSetOf(row), contextOf(row)) }));
    const others = [...values.slice(0, 8).map((v) => v.sealed), byTwo.seal(tokenSetOf(1), contextOf(1))];
    let tried = 0;
    const accepted: string[] = [];

    for (const { row, sealed } of values) {
      for (const changes of [
        bitFlips(sealed),
        characterChanges(sealed),
        lengths(sealed),
        swaps(sealed, others),
        headerChanges(sealed),
      ]) {
        for (const changed of changes) {
          if (changed === sealed) continue;
          tried += 1;
          if (sealer.open(changed, contextOf(row)).ok) accepted.push(changed);
        }
      }
      expect(sealer.open(sealed, contextOf(row)).ok).toBe(true);
    }

    console.info(`F2: ${accepted.length} of ${tried} altered values accepted`);
    expect(accepted).toEqual([]);
    expect(tried).toBeGreaterThanOrEqual(100_000);
  });

  it("F2: is told apart from a value of another place and from one whose key is missing", () => {
    const sealed = sealer.seal("x", contextOf(1));
    const parts = sealed.split(".");
    const flipped = Buffer.from(parts[3]!, "base64url");
    flipped[0]! ^= 1;

    expect(sealer.open(replaced(parts, 3, flipped.toString("base64url")), contextOf(1))).toEqual({
      ok: false,
      error: { code: "altered", keyId: "one" },
    });
    expect(sealer.open("access token in the clear", contextOf(1))).toEqual({
      ok: false,
      error: { code: "altered", keyId: null },
    });
  });

  it.each<[string, (header: object) => object]>([
    ["another commitment", (header) => ({ ...header, kc: Buffer.alloc(16, 7).toString("base64url") })],
    ["one more member", (header) => ({ ...header, cty: "json" })],
    ["its members in another order", (header) => Object.fromEntries(Object.entries(header).reverse())],
  ])("F2: is refused with %s in the header, even from somebody who holds the key", async (_, change) => {
    const peer = { key: testKey("one"), canonical: canonicalContext({ deploymentId: "here", ...contextOf(1) }) };

    expect(sealer.open(await joseSeals("x", "one", peer), contextOf(1)).ok).toBe(true);
    expect(sealer.open(await joseSeals("x", "one", peer, change), contextOf(1))).toMatchObject({
      ok: false,
      error: { code: "altered" },
    });
  });

  it.each([4, 8, 12, 13, 14, 15, 17, 32])("F3: with a tag of %i bytes is refused", (length) => {
    for (let row = 0; row < 50; row += 1) {
      const sealed = sealer.seal(tokenSetOf(row), contextOf(row));
      const parts = sealed.split(".");
      const tag = Buffer.concat([Buffer.from(parts[4]!, "base64url"), Buffer.alloc(16)]).subarray(0, length);

      expect(sealer.open(replaced(parts, 4, tag.toString("base64url")), contextOf(row)).ok).toBe(false);
    }
  });
});
