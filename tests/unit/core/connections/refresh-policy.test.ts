import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  backoffMs,
  CALL_DEADLINE_MS,
  LEASE_MS,
  refreshAfter,
  renewalRhythm,
  secondRefusalDelayMs,
} from "@/lib/core/connections/refresh-policy";
import { square } from "@/lib/core/providers/square";

const OBTAINED = new Date("2026-11-22T12:00:00Z");
const HOUR = 3_600_000;
const dueAt = (connectionId: string, generation = 1, lifetimeMs = HOUR): number => {
  const due = refreshAfter({
    obtainedAt: OBTAINED,
    expiresAt: new Date(OBTAINED.getTime() + lifetimeMs),
    connectionId,
    generation,
  });
  return (due?.getTime() ?? Number.NaN) - OBTAINED.getTime();
};

describe("a refresh", () => {
  it("is due between 60 and 85 percent of the lifetime, always at the same point", { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.integer({ min: 0, max: 400 * 24 * HOUR }), (id, generation, lifetime) => {
        const due = dueAt(id, generation, lifetime);

        expect(due).toBeGreaterThanOrEqual(Math.floor(lifetime * 0.6));
        expect(due).toBeLessThanOrEqual(lifetime * 0.85);
        expect(dueAt(id, generation, lifetime)).toBe(due);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ["connections that differ in one character", (i: number) => dueAt(`con_${i}`)],
    ["generations of one connection", (i: number) => dueAt("con_1", i)],
    ["random connections", (i: number) => dueAt(`con_${(i * 2_654_435_761).toString(36)}`)],
  ])("of 10,000 %s is spread evenly over the quarter hour", (_, due) => {
    const bins = Array.from({ length: 20 }, () => 0);
    for (let i = 0; i < 10_000; i += 1) {
      const bin = Math.floor((due(i) / HOUR - 0.6) / (0.25 / 20));
      bins[Math.min(19, Math.max(0, bin))]! += 1;
    }

    // 500 expected in each; five standard deviations are 109.
    for (const count of bins) expect(Math.abs(count - 500)).toBeLessThan(110);
  });

  it.each([
    ["access has no known end", null, 7 * 24 * HOUR],
    ["access lasts for an hour", HOUR, HOUR],
    ["access lasts for a month", 30 * 24 * HOUR, 7 * 24 * HOUR],
  ])("of a permission that ends unused after a week is due in time for it where %s", (_, lifetimeMs, countsMs) => {
    const due = refreshAfter({
      obtainedAt: OBTAINED,
      expiresAt: lifetimeMs === null ? null : new Date(OBTAINED.getTime() + lifetimeMs),
      idleSeconds: 7 * 86_400,
      connectionId: "con_1",
      generation: 1,
    });
    const waitMs = (due?.getTime() ?? Number.NaN) - OBTAINED.getTime();
    expect(waitMs).toBeGreaterThanOrEqual(0.6 * countsMs);
    expect(waitMs).toBeLessThanOrEqual(0.85 * countsMs);
  });

  it("counts a lifetime that each renewal begins anew as one without use, and the shorter of two", () => {
    const lives = (absoluteSeconds: number | null, idleSeconds: number | null, sliding: boolean) =>
      renewalRhythm({ expiry: { renewWithinSeconds: null }, refreshLifetime: { absoluteSeconds, idleSeconds, sliding } })
        .idleSeconds;
    expect([
      lives(90, null, true),
      lives(90, 30, true),
      lives(90, 30, false),
      lives(90, null, false),
      lives(null, null, true),
    ]).toEqual([90, 30, 30, null, null]);
  });

  it("Square wants a renewal at least every seven days: it is due before that, although access lasts for thirty", () => {
    const { expiry } = square;
    const lifetime = expiry.otherwise;
    if (typeof lifetime === "string") throw new Error("Square tells how long access lasts");
    const due = refreshAfter({
      obtainedAt: OBTAINED,
      expiresAt: new Date(OBTAINED.getTime() + lifetime.fixedSeconds * 1000),
      renewWithinSeconds: expiry.renewWithinSeconds,
      connectionId: "con_1",
      generation: 1,
    });
    const days = ((due?.getTime() ?? 0) - OBTAINED.getTime()) / (24 * HOUR);

    expect(days).toBeGreaterThanOrEqual(0.6 * 7);
    expect(days).toBeLessThanOrEqual(0.85 * 7);
    expect(dueAt("con_1", 1, lifetime.fixedSeconds * 1000)).toBeGreaterThan(7 * 24 * HOUR);
  });

  it("is due before access ends, however seldom the marketplace wants it, and where it never ends as often as it wants", () => {
    const input = { obtainedAt: OBTAINED, renewWithinSeconds: 7200, connectionId: "con_1", generation: 1 };

    expect(refreshAfter({ ...input, expiresAt: new Date(OBTAINED.getTime() + HOUR) })?.getTime()).toBe(
      OBTAINED.getTime() + dueAt("con_1"),
    );
    expect(refreshAfter({ ...input, expiresAt: null })?.getTime()).toBe(OBTAINED.getTime() + dueAt("con_1", 1, 2 * HOUR));
  });

  it("is not planned where the marketplace tells no end", () => {
    expect(refreshAfter({ obtainedAt: OBTAINED, expiresAt: null, connectionId: "con_1", generation: 1 })).toBeNull();
  });

  it("is due at once for what was over when it came", () => {
    expect(dueAt("con_1", 1, -HOUR)).toBe(0);
  });
});

describe("after failures", () => {
  it("the next try comes after 1 second at the least and 15 minutes at the most", { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(fc.nat({ max: 5_000 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (failures, fraction) => {
        const delay = backoffMs(failures, fraction);

        expect(delay).toBeGreaterThanOrEqual(1_000);
        expect(delay).toBeLessThanOrEqual(15 * 60_000);
        expect(backoffMs(failures + 1, fraction)).toBeGreaterThanOrEqual(delay);
      }),
      { numRuns: 5_000 },
    );
  });

  it("the longest wait doubles from 2 seconds to 15 minutes", () => {
    const ceilings = [1, 2, 3, 4, 9, 10, 11, 99].map((failures) => Math.round(backoffMs(failures, 1 - 2 ** -30) / 1_000));

    expect(ceilings).toEqual([2, 4, 8, 16, 512, 900, 900, 900]);
  });

  it("the waits of many are spread over the whole range", () => {
    const waits = Array.from({ length: 1_000 }, (_, i) => backoffMs(20, i / 1_000));

    expect(new Set(waits).size).toBe(1_000);
    expect(waits.filter((wait) => wait < 450_000).length).toBeGreaterThan(480);
    expect(waits.filter((wait) => wait < 450_000).length).toBeLessThan(520);
  });

  it("two calls to a provider fit into one lease, and a second refusal is asked for a minute later", () => {
    expect(2 * CALL_DEADLINE_MS).toBeLessThan(LEASE_MS);
    expect(secondRefusalDelayMs).toBe(60_000);
  });
});
