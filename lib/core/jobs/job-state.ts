/** How bulk work stands. `previewed` was written down for somebody who first has to sign in again; nothing of it has begun. */
export const JOB_STATES = ["previewed", "waiting", "running", "paused", "cancelling", "done", "cancelled", "failed"] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What happens to a job: the first five are people's acts, the others the runner's. */
export const JOB_EVENTS = ["started", "paused", "resumed", "cancelled", "taken", "ended", "broke"] as const;
export type JobEvent = (typeof JOB_EVENTS)[number];

/**
 * The state machine of bulk work, whole: null means that the event cannot happen there.
 *
 * `cancelling` and `paused` begin nothing new; what is under way is still written down. `ended` says that nothing is under way
 * and nothing is left to begin.
 */
export const JOB_TRANSITIONS = {
  previewed: { started: "waiting", paused: null, resumed: null, cancelled: "cancelled", taken: null, ended: null, broke: null },
  waiting: {
    started: null,
    paused: "paused",
    resumed: null,
    cancelled: "cancelling",
    taken: "running",
    ended: null,
    broke: null,
  },
  running: {
    started: null,
    paused: "paused",
    resumed: null,
    cancelled: "cancelling",
    taken: "running",
    ended: "done",
    broke: "failed",
  },
  paused: {
    started: null,
    paused: null,
    resumed: "waiting",
    cancelled: "cancelling",
    taken: "paused",
    ended: null,
    broke: "failed",
  },
  cancelling: {
    started: null,
    paused: null,
    resumed: null,
    cancelled: null,
    taken: "cancelling",
    ended: "cancelled",
    broke: "failed",
  },
  done: { started: null, paused: null, resumed: null, cancelled: null, taken: null, ended: null, broke: null },
  cancelled: { started: null, paused: null, resumed: null, cancelled: null, taken: null, ended: null, broke: null },
  failed: { started: null, paused: null, resumed: null, cancelled: null, taken: null, ended: null, broke: null },
} as const satisfies Record<JobState, Record<JobEvent, JobState | null>>;

/** Whether the event can happen in this state. */
export const jobAllows = (state: JobState, event: JobEvent): boolean => JOB_TRANSITIONS[state][event] !== null;

/** What the event makes of each state in which it can happen, for conditional writes. */
export const jobMoves = (event: JobEvent): readonly { readonly from: JobState; readonly to: JobState }[] =>
  JOB_STATES.flatMap((from) => {
    const to = JOB_TRANSITIONS[from][event];
    return to === null ? [] : [{ from, to }];
  });

/** Whether nothing can happen to it any more. */
export const jobIsOver = (state: JobState): boolean => Object.values(JOB_TRANSITIONS[state]).every((next) => next === null);
