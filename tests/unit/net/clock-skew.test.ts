import { expect, it } from "vitest";
import { clockSkewMs } from "../../../lib/core/net/clock-skew";

const now = new Date("2026-03-01T12:00:00Z");

it("tells how far a provider's clock runs ahead", () => {
  expect(clockSkewMs("Sun, 01 Mar 2026 12:01:30 GMT", now)).toBe(90_000);
});

it("tells how far a provider's clock runs behind", () => {
  expect(clockSkewMs("Sun, 01 Mar 2026 11:59:00 GMT", now)).toBe(-60_000);
});

it.each([undefined, "", "soon"])("says nothing about a clock that was not told: %j", (header) => {
  expect(clockSkewMs(header, now)).toBeNull();
});
