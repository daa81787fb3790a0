import { expect, it } from "vitest";
import { guessCounter } from "@/lib/adapters/system/guess-counter";

it("after twenty wrong codes within ten minutes a place is not answered, until the ten minutes are over", () => {
  let now = 0;
  const counter = guessCounter({ monotonicMs: () => now });
  for (let tries = 0; tries < 20; tries++) {
    expect(counter.tooMany("here")).toBe(false);
    counter.note("here");
  }
  expect(counter.tooMany("here")).toBe(true);
  expect(counter.tooMany("there")).toBe(false);
  now = 10 * 60_000;
  expect(counter.tooMany("here")).toBe(false);
});
