import { expect, it } from "vitest";
import { etaMs, leftOf, percentOf, rateOf } from "@/lib/core/jobs/job-progress";
import {
  JOB_EVENTS,
  JOB_STATES,
  JOB_TRANSITIONS,
  type JobEvent,
  type JobState,
  jobAllows,
  jobIsOver,
  jobMoves,
} from "@/lib/core/jobs/job-state";

const reachable = (): ReadonlySet<JobState> => {
  const met = new Set<JobState>(["previewed"]);
  for (let before = 0; before < met.size; ) {
    before = met.size;
    for (const state of [...met]) for (const next of Object.values(JOB_TRANSITIONS[state])) if (next !== null) met.add(next);
  }
  return met;
};

it("A job can come into each of its states, and out of each that is not its end", () => {
  expect(reachable()).toEqual(new Set(JOB_STATES));
  expect(JOB_STATES.filter(jobIsOver)).toEqual(["done", "cancelled", "failed"]);
});

it("Only a job that runs ends as done, and one that was cancelled never runs again", () => {
  expect(jobMoves("ended")).toEqual([
    { from: "running", to: "done" },
    { from: "cancelling", to: "cancelled" },
  ]);
  const after = (from: JobState): ReadonlySet<JobState | null> =>
    new Set(JOB_EVENTS.map((event) => JOB_TRANSITIONS[from][event]));
  expect(after("cancelling")).toEqual(new Set([null, "cancelling", "cancelled", "failed"]));
});

it("Paused work is taken up only by a person, whatever a worker does with it meanwhile", () => {
  const workers: readonly JobEvent[] = ["taken", "ended", "broke"];
  expect(workers.map((event) => JOB_TRANSITIONS.paused[event])).toEqual(["paused", null, "failed"]);
  expect(JOB_TRANSITIONS.paused.resumed).toBe("waiting");
  for (const state of ["running", "done", "cancelled", "failed", "waiting"] as const)
    expect(jobAllows(state, "resumed"), state).toBe(false);
});

it("What was only previewed is touched by no worker", () => {
  expect(JOB_EVENTS.filter((event) => jobAllows("previewed", event))).toEqual(["started", "cancelled"]);
});

const counts = (over: Partial<Parameters<typeof etaMs>[0]> = {}) => ({
  total: 1000,
  done: 400,
  failed: 50,
  skipped: 50,
  workedMs: 50_000,
  ...over,
});

it("How long it takes follows from what is through and the time that was worked, pauses left out", () => {
  expect([leftOf(counts()), percentOf(counts()), rateOf(counts()), etaMs(counts())]).toEqual([500, 50, 10, 50_000]);
});

it("Nothing is foretold from a handful or from the first moment, and nothing is left at the end", () => {
  expect(etaMs(counts({ done: 4, failed: 0, skipped: 0 }))).toBeNull();
  expect(etaMs(counts({ workedMs: 900 }))).toBeNull();
  expect([etaMs(counts({ done: 900 })), percentOf(counts({ done: 900 })), percentOf(counts({ done: 899 }))]).toEqual([
    0, 100, 99,
  ]);
  expect([percentOf(counts({ total: 0, done: 0, failed: 0, skipped: 0 })), leftOf(counts({ total: 10 }))]).toEqual([100, 0]);
});
