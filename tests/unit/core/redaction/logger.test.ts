import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLogger } from "@/lib/runtime/logger";
import { NAMED_CARRIERS, plainSecret, SHAPED_CARRIERS, shapedSecret } from "./planted-secrets";

const AT = new Date("2026-11-22T12:00:00Z");

function testLogger() {
  const lines: string[] = [];
  const errors: string[] = [];
  const sink = { out: (line: string) => void lines.push(line), err: (line: string) => void errors.push(line) };
  return { lines, errors, logger: createLogger({ clock: { now: () => AT, monotonicMs: () => 0 }, sink }) };
}

const written = (fields: Record<string, unknown>): Record<string, unknown> => {
  const { lines, logger } = testLogger();
  logger.info("test", fields);
  return JSON.parse(lines[0] ?? "");
};

/** A record with secrets in it, and those secrets. */
type Planted = { readonly value: unknown; readonly secrets: readonly string[] };

const plant = (secret: fc.Arbitrary<string>, carriers: readonly ((s: string) => unknown)[]): fc.Arbitrary<Planted> =>
  fc.tuple(secret, fc.constantFrom(...carriers)).map(([s, carry]) => ({ value: carry(s), secrets: [s] }));

const leaf = fc.oneof(
  plant(shapedSecret, SHAPED_CARRIERS),
  plant(fc.oneof(plainSecret, shapedSecret), NAMED_CARRIERS),
  fc.anything().map((value): Planted => ({ value, secrets: [] })),
);

const together = (planted: readonly Planted[], value: unknown): Planted => ({
  value,
  secrets: planted.flatMap((p) => p.secrets),
});

const { record } = fc.letrec<{ record: Planted; node: Planted }>((tie) => ({
  node: fc.oneof({ maxDepth: 4, withCrossShrink: true }, leaf, tie("record")),
  record: fc.oneof(
    fc
      .dictionary(fc.string({ maxLength: 8 }), tie("node"), { maxKeys: 4 })
      .map((fields) =>
        together(Object.values(fields), Object.fromEntries(Object.entries(fields).map(([name, p]) => [name, p.value]))),
      ),
    fc.array(tie("node"), { maxLength: 4 }).map((items) =>
      together(
        items,
        items.map((p) => p.value),
      ),
    ),
    fc.array(tie("node"), { maxLength: 3 }).map((items) => together(items, new Map(items.map((p, i) => [`m${i}`, p.value])))),
    tie("node").map((p) => together([p], new Error("outer", { cause: p.value }))),
    tie("node").map((p) => {
      const loop: Record<string, unknown> = { inside: p.value };
      loop["again"] = loop;
      return together([p], loop);
    }),
  ),
}));

/** What surrounds any 15 characters of a secret in a row, or all of a shorter one. */
const sighting = (line: string, secret: string): string | undefined => {
  const length = Math.min(12, secret.length);
  for (let at = 0; at + length <= secret.length; at += 4) {
    const found = line.indexOf(secret.slice(at, at + length));
    if (found >= 0) return line.slice(Math.max(0, found - 60), found + 60);
  }
  return undefined;
};

describe("the log", () => {
  it("C4: shows none of the secrets planted in 10,000 records, wherever they stand", { timeout: 120_000 }, () => {
    // Stacks of the test itself are most of the text otherwise.
    Error.stackTraceLimit = 2;
    let planted = 0;
    const seen: string[] = [];

    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 3 }), leaf, (records, extra) => {
        const { lines, errors, logger } = testLogger();
        logger.info("refresh.failed", { record: records[0]?.value, error: extra.value });
        logger.warn("refresh.failed", { records: records.map((r) => r.value) });
        if (typeof extra.value === "string") logger.error(extra.value);
        const text = [...lines, ...errors].join("");

        for (const secret of [...records, extra].flatMap((r) => r.secrets)) {
          planted += 1;
          const found = sighting(text, secret);
          if (found !== undefined) seen.push(found);
        }
      }),
      // One seed: of random texts a few in 100,000 happen to read like words.
      { numRuns: 10_000, seed: 20_261_122 },
    );

    console.info(`C4: ${seen.length} sightings of ${planted} planted secrets`);
    expect(seen).toEqual([]);
    expect(planted).toBeGreaterThan(20_000);
  });

  it("C4: shows no secret by any single way in", () => {
    for (const carry of [...SHAPED_CARRIERS, ...NAMED_CARRIERS]) {
      for (const secret of fc.sample(shapedSecret, { numRuns: 20, seed: 1 })) {
        expect(sighting(JSON.stringify(written({ note: carry(secret) })), secret), carry.toString()).toBeUndefined();
      }
    }
    for (const carry of NAMED_CARRIERS) {
      const [secret = ""] = fc.sample(plainSecret, { numRuns: 1, seed: 2 });
      expect(sighting(JSON.stringify(written({ note: carry(secret) })), secret), carry.toString()).toBeUndefined();
    }
  });

  it("keeps what people need to find a fault", () => {
    const error = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432", { cause: "no route" }), {
      code: "ECONNREFUSED",
      syscall: "connect",
    });
    const fields = {
      connection: "con_3fZk0Q-xT7vLw9_aB2cD4eF6",
      reference: "K7-4QX",
      keyId: "k-1a2b3c4d",
      code: "setup",
      status: 503,
      tookMs: 12.5,
      accessToken: null,
      hasRefreshToken: true,
    };

    expect(written(fields)).toMatchObject(fields);
    expect(written({ error })["error"]).toMatchObject({
      name: "Error",
      message: error.message,
      code: "ECONNREFUSED",
      syscall: "connect",
      cause: "no route",
    });
    expect(JSON.stringify(written({ error }))).toContain("logger.test.ts");
  });

  it("writes one line of JSON for each event, with time, level and name first", () => {
    const { lines, errors, logger } = testLogger();
    logger.info("started", { port: 3000 });
    logger.warn("slow\nline", { level: "forged", at: "never" });
    logger.error("failed");

    expect(lines).toEqual(['{"at":"2026-11-22T12:00:00.000Z","level":"info","event":"started","port":3000}\n']);
    expect(errors).toEqual([
      '{"at":"2026-11-22T12:00:00.000Z","level":"warn","event":"slow\\nline"}\n',
      '{"at":"2026-11-22T12:00:00.000Z","level":"error","event":"failed"}\n',
    ]);
  });

  it("never throws, whatever it is given", () => {
    const throwing = {
      get trap(): never {
        throw new Error("trap");
      },
    };
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("keys");
        },
        get: () => {
          throw new Error("get");
        },
        getPrototypeOf: () => {
          throw new Error("prototype");
        },
      },
    );
    const { proxy: revoked, revoke } = Proxy.revocable({}, {});
    revoke();
    const endless: { next?: unknown } = {};
    endless.next = { next: endless };
    const deep = Array.from({ length: 10_000 }).reduce<object>((inner) => ({ inner }), {});
    const wide = Array.from({ length: 100_000 }, (_, i) => i);

    for (const value of [
      throwing,
      hostile,
      revoked,
      endless,
      deep,
      wide,
      10n,
      Number.NaN,
      Symbol("s"),
      () => 1,
      undefined,
      new Date(Number.NaN),
      new WeakMap(),
      JSON.parse('{"__proto__":{"a":1}}'),
    ]) {
      expect(Object.keys(written({ value })).slice(0, 3)).toEqual(["at", "level", "event"]);
    }
    expect(JSON.stringify(written({ endless }))).toContain("[circular]");
    expect(written({ bytes: Buffer.from("abc"), more: new ArrayBuffer(4) })).toMatchObject({
      bytes: "[3 bytes]",
      more: "[4 bytes]",
    });
    const broken = createLogger({
      clock: { now: () => AT, monotonicMs: () => 0 },
      sink: {
        out: () => {
          throw new Error("EPIPE");
        },
        err: () => {
          throw new Error("EPIPE");
        },
      },
    });
    expect(() => broken.info("x")).not.toThrow();
    expect(JSON.stringify(written({ wide })).length).toBeLessThan(10_000);
  });
});
