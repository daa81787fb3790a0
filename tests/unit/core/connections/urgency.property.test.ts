import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DISPLAY_STATES } from "@/lib/core/connections/display-state-input";
import { compareUrgency, type Urgent } from "@/lib/core/connections/urgency";

const instant = fc.integer({ min: 0, max: 5 }).map((hours) => new Date(Date.UTC(2026, 10, 22, hours)).toISOString());
const urgent: fc.Arbitrary<Urgent> = fc.record({
  state: fc.constantFrom(...DISPLAY_STATES),
  deadline: fc.option(instant, { nil: null }),
  label: fc.constantFrom("Shop 2", "Shop 10", "shop 2", "Äpfel", "متجر"),
});
const sign = (of: number) => Math.sign(of) + 0;

describe("the order of a list by urgency", () => {
  it("is the same whatever order the connections came in", () => {
    fc.assert(
      fc.property(fc.array(urgent, { maxLength: 12 }), ({ length, ...rest }) => {
        const list = Array.from({ length }, (_, place) => rest[place] as Urgent);
        const [one, other] = [[...list].sort(compareUrgency), [...list].reverse().sort(compareUrgency)];
        return one.every((item, place) => compareUrgency(item, other[place] as Urgent) === 0);
      }),
      { numRuns: 2_000 },
    );
  });

  it("never contradicts itself: turned around it is the opposite, and what comes before something comes before what follows it", () => {
    fc.assert(
      fc.property(urgent, urgent, urgent, (a, b, c) => {
        expect(sign(compareUrgency(a, b))).toBe(sign(-compareUrgency(b, a)));
        if (compareUrgency(a, b) <= 0 && compareUrgency(b, c) <= 0) expect(compareUrgency(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 5_000 },
    );
  });

  it("is the state first, then what stopped or will stop first, then the label as people count", () => {
    const list: readonly Urgent[] = [
      { state: "reconnect", deadline: "2026-11-20T00:00:00.000Z", label: "B" },
      { state: "reconnect", deadline: "2026-11-21T00:00:00.000Z", label: "A" },
      { state: "ends_soon", deadline: "2026-11-23T00:00:00.000Z", label: "A" },
      { state: "ends_soon", deadline: null, label: "A" },
      { state: "working", deadline: null, label: "Shop 2" },
      { state: "working", deadline: null, label: "Shop 10" },
    ];
    expect([...list].reverse().sort(compareUrgency)).toEqual(list);
  });
});
