import type { FlowServices } from "./contract";

/** What is said of a response that belongs to no attempt of this browser. */
export const NOT_OURS: Awaited<ReturnType<FlowServices["completeConnection"]>> = { attemptId: null, outcome: "mismatch" };
