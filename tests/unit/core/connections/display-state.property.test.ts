import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FAILURE_CLASSES, STATUSES } from "@/lib/core/connections/connection";
import { displayState } from "@/lib/core/connections/display-state";
import { DISPLAY_STATES, type DisplayStateInput } from "@/lib/core/connections/display-state-input";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const DAY = 86_400_000;
/** Instants around now on every scale that a rule looks at, from milliseconds to months. */
const instant = fc
  .tuple(fc.constantFrom(5, 60_500, 3_600_000, DAY, 8 * DAY, 400 * DAY), fc.double({ min: -1, max: 1, noNaN: true }))
  .map(([scale, share]) => new Date(NOW + Math.round(scale * share)));
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null, freq: 3 });

const anyInput: fc.Arbitrary<DisplayStateInput> = fc.record({
  status: fc.constantFrom(...STATUSES, "ACTIVE" as const, "ACTIVE" as const, "ACTIVE" as const),
  providerPaused: fc.boolean(),
  isStopped: fc.boolean(),
  providerOutage: fc.boolean(),
  accessExpiresAt: orNull(instant),
  accessEndKnown: fc.boolean(),
  accessObtainedAt: orNull(instant),
  hasRefresh: fc.boolean(),
  grantEndsAt: orNull(instant),
  lastFailure: orNull(fc.record({ class: fc.constantFrom(...FAILURE_CLASSES), at: instant })),
  failuresInRow: fc.nat({ max: 4 }),
  scopesMissing: fc.nat({ max: 2 }),
  now: fc.constant(new Date(NOW)),
});
const RUNS = { numRuns: 20_000 };
/** Milliseconds; a test takes one or two seconds on an idle machine. */
const PATIENCE = { timeout: 60_000 };

describe("whatever is known of a connection, the seller", () => {
  it("sees exactly one state, the most urgent of all that hold", PATIENCE, () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { name, rank, also } = displayState(input);
        const ranks = [name, ...also].map((state) => DISPLAY_STATES.indexOf(state) + 1);
        const alone = name === "working" || name === "disconnected" || also.includes("working");

        return ranks[0] === rank && ranks.every((r, i) => r > (ranks[i - 1] ?? 0)) && !(alone && also.length > 0);
      }),
      RUNS,
    );
  });

  it("is asked to act only to reconnect", PATIENCE, () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { name, needsSeller } = displayState(input);
        expect(needsSeller).toBe(name === "reconnect" || name === "ends_soon");
      }),
      RUNS,
    );
  });

  it("is never sent to reconnect by an outage, a wrong setup or a fault of ours", PATIENCE, () => {
    fc.assert(
      fc.property(
        anyInput,
        fc.constantFrom("provider", "setup", "ours"),
        fc.nat({ max: 50 }),
        (given, failure, failuresInRow) => {
          const status = given.status === "NEEDS_REAUTH" ? "ACTIVE" : given.status;
          const lastFailure = { class: failure, at: new Date(NOW) } as const;
          const state = displayState({ ...given, status, lastFailure, failuresInRow, hasRefresh: true, grantEndsAt: null });

          expect([state.name, ...state.also]).not.toContain("reconnect");
        },
      ),
      RUNS,
    );
  });

  it("sees nothing of a first failure while access works", PATIENCE, () => {
    fc.assert(
      fc.property(anyInput, fc.constantFrom(...FAILURE_CLASSES), (given, failure) => {
        const healthy = { ...given, accessExpiresAt: new Date(NOW + DAY), lastFailure: null, failuresInRow: 0 };
        const once = { ...healthy, lastFailure: { class: failure, at: new Date(NOW) }, failuresInRow: 1 };
        const { name, also } = displayState(healthy);

        expect(displayState(once)).toMatchObject({ name, also });
      }),
      RUNS,
    );
  });

  it("never sees access as over where the marketplace tells no end", PATIENCE, () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const { name, also } = displayState({ ...given, status: "ACTIVE", accessEndKnown: false });
        expect([name, ...also]).not.toContain("reconnect");
        expect([name, ...also]).not.toContain("trouble_off");
      }),
      RUNS,
    );
  });

  it("is never told that it works once access is over", PATIENCE, () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const over = { accessExpiresAt: new Date(NOW - 60_000), accessEndKnown: true };
        expect(displayState({ ...given, ...over, status: "ACTIVE", providerPaused: false, isStopped: false }).name).toMatch(
          /^(reconnect|trouble_off)$/,
        );
      }),
      RUNS,
    );
  });

  it("sees the same state until the announced change, and another one then", PATIENCE, () => {
    fc.assert(
      fc.property(anyInput, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (input, share) => {
        const { name, also, changesAt } = displayState(input);
        const until = changesAt?.getTime() ?? NOW + 4_000 * DAY;
        const between = new Date(NOW + Math.floor((until - NOW) * share));

        expect(until).toBeGreaterThan(NOW);
        expect(displayState({ ...input, now: between })).toMatchObject({ name, also, changesAt });
        if (changesAt) {
          const then = displayState({ ...input, now: changesAt });
          expect([then.name, ...then.also]).not.toEqual([name, ...also]);
          expect(displayState({ ...input, now: new Date(until - 1) })).toMatchObject({ name, also });
        }
      }),
      RUNS,
    );
  });
});
