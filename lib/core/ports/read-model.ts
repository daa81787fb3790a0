import type { ImpliedScope } from "./admin";

/** What keeps the states by which admins count and find connections true, beyond what each change keeps true itself. */
export type ReadModel = {
  /** Settles some of the connections that only time has changed. Any number of processes may. @returns whether there were as many as are done at once */
  readonly settleDue: () => Promise<boolean>;
  /** Adds up what was counted since the last time. Reading is right before and after it. @returns whether there is more */
  readonly foldCounts: () => Promise<boolean>;
  /** Writes down which permissions contain others, and settles whom a change of that concerns. @returns how many */
  readonly syncImplied: (implied: readonly ImpliedScope[]) => Promise<number>;
};
