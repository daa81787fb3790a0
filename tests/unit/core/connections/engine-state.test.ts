import { expect, it } from "vitest";
import { type EngineReading, engineState } from "@/lib/core/connections/engine-state";

const HOUR = 3_600_000;
const read = (over: Partial<EngineReading> = {}): EngineReading => ({ seenMsAgo: 3000, latest: null, ...over });
const late = (lateMs: number, lifetimeMs = HOUR) => ({ dueAt: new Date(0), lateMs, lifetimeMs });

it.each([
  ["somebody was seen and nothing is due", read(), "ok"],
  ["somebody was seen just under a minute ago", read({ seenMsAgo: 60_000 }), "ok"],
  ["a minute has passed", read({ seenMsAgo: 60_001 }), "missing"],
  ["nobody was ever seen", read({ seenMsAgo: null }), "missing"],
  ["nobody was seen and renewals wait", read({ seenMsAgo: null, latest: late(HOUR) }), "missing"],
  ["a renewal waits for a tenth of its lifetime", read({ latest: late(360_000) }), "ok"],
  ["a renewal waits for more than a tenth", read({ latest: late(360_001) }), "late"],
  ["a lifetime of a minute waits for ten seconds", read({ latest: late(10_000, 60_000) }), "ok"],
  ["a lifetime of a minute waits for twenty", read({ latest: late(20_000, 60_000) }), "late"],
])("when %s, the engine is called that", (_, reading, state) => {
  expect(engineState(reading)).toBe(state);
});
