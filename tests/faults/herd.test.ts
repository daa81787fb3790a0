import { expect, it } from "vitest";
import { refreshAfter } from "@/lib/core/connections/refresh-policy";
import { bucketOf } from "@/lib/core/connections/renewal-budget";
import { reportFault } from "@/tests/support/fault-report";

const CONNECTIONS = 10_000;
const LIFE_MS = 3_600_000;
const CONNECTED_WITHIN_MS = 60_000;
const BUDGET = 20;
const LIVES = 8;

/** The most of these instants that lie within any second. */
function busiest(sortedMs: readonly number[]): number {
  let [from, most] = [0, 0];
  for (const [to, at] of sortedMs.entries()) {
    while (at - (sortedMs[from] ?? 0) >= 1000) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

/** Sends what is due in its order, as far as the bucket goes. @returns when each leaves */
function drained(dueMs: readonly number[]): readonly number[] {
  const bucket = bucketOf({ perSecond: BUDGET });
  let [left, at] = [bucket.holds, dueMs[0] ?? 0];
  return dueMs.map((due) => {
    const waits = Math.max(0, due - at);
    left = Math.min(bucket.holds, left + (waits / 1000) * bucket.perSecond);
    at += waits;
    if (left < 1) {
      at += ((1 - left) / bucket.perSecond) * 1000;
      left = 1;
    }
    left -= 1;
    return at;
  });
}

it(`Fault 11: ${CONNECTIONS} connections of one minute drift apart: no second sees more calls than the budget, and none misses its expiry, over ${LIVES} lives`, () => {
  const ids = Array.from({ length: CONNECTIONS }, (_, n) => `con_00herd${n.toString(36).padStart(12, "0")}`);
  let born = ids.map((_, n) => (n / CONNECTIONS) * CONNECTED_WITHIN_MS);
  const peaksDue: number[] = [];
  const peaksSent: number[] = [];
  let missed = 0;
  let shortestMs = LIFE_MS;
  for (let generation = 1; generation <= LIVES; generation++) {
    const due = ids
      .map((connectionId, n) => {
        const obtainedAt = new Date(born[n] ?? 0);
        const at = refreshAfter({ obtainedAt, expiresAt: new Date((born[n] ?? 0) + LIFE_MS), connectionId, generation });
        return { n, at: at?.getTime() ?? 0 };
      })
      .sort((a, b) => a.at - b.at);
    const sent = drained(due.map(({ at }) => at));
    const next = [...born];
    for (const [place, { n }] of due.entries()) {
      const leaves = sent[place] ?? 0;
      const leftMs = (born[n] ?? 0) + LIFE_MS - leaves;
      if (leftMs <= 0) missed += 1;
      shortestMs = Math.min(shortestMs, leftMs);
      next[n] = leaves;
    }
    born = next;
    peaksDue.push(busiest(due.map(({ at }) => at)));
    peaksSent.push(busiest(sent));
  }
  expect(missed).toBe(0);
  expect(Math.max(...peaksSent)).toBeLessThanOrEqual(BUDGET);
  reportFault({
    row: 11,
    says: `connections made within a minute, ${LIVES} lives of an hour each: expiries missed; most due and most sent in a second at ${BUDGET} allowed`,
    n: CONNECTIONS,
    result: `${missed} missed, ${Math.max(...peaksDue)} due, ${Math.max(...peaksSent)} sent; ${Math.round(shortestMs / 60_000)} minutes left at the least`,
  });
});
