import fc from "fast-check";
import { FAILURE_CLASSES, STATUSES } from "@/lib/core/connections/connection";

const DAY = 86_400_000;

/** Instants on every scale that a rule looks at, from just around its edge to months. */
const instant = fc
  .tuple(fc.constantFrom(5, 60_000, 3_600_000, DAY, 7 * DAY, 8 * DAY, 400 * DAY), fc.double({ min: -1, max: 1, noNaN: true }))
  .map(([scale, share]) => Math.round(scale * share));
const edge = fc.constantFrom(-60_001, -60_000, -59_999, 0, 7 * DAY - 1, 7 * DAY, 7 * DAY + 1, DAY, DAY + 1);
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null, freq: 3 });
const scopes = fc.subarray(["read:sales", "write:sales", "read:user"]);

/** A connection in any state that rows can say, as `plantCrowd` plants it. */
export const anyMember = fc.record({
  status: fc.constantFrom(...STATUSES, "ACTIVE" as const, "ACTIVE" as const, "ACTIVE" as const),
  accessEnds: orNull(fc.oneof(instant, edge)),
  accessEndKnown: fc.boolean(),
  obtained: instant,
  hasRefresh: fc.boolean(),
  permissionEnds: orNull(fc.oneof(instant, edge)),
  due: orNull(instant),
  failures: fc.nat({ max: 4 }),
  failure: orNull(fc.record({ class: fc.constantFrom(...FAILURE_CLASSES), code: fc.constant("planted") })),
  wanted: scopes,
  granted: scopes,
});
