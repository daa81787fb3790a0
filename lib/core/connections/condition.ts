import type { FailureClass } from "./connection";
import { FAILURES_TO_SHOW } from "./display-state";
import type { DisplayStateName } from "./display-state-input";
import type { Trouble } from "./trouble";

/** How admins sort connections: by who has to act, then by how it stands. Most urgent first. */
export const CONDITIONS = [
  "reconnect",
  "needs_you",
  "trouble",
  "ends_soon",
  "partial",
  "paused",
  "working",
  "disconnected",
] as const;
export type Condition = (typeof CONDITIONS)[number];

/** Failures that only whoever runs Holdfast can end (`ux.md` 3.3). */
export const ADMINS_FAILURES = ["setup", "ours"] as const satisfies readonly FailureClass[];

/** What all connections of a registration suffer that only they can end. */
export const ADMINS_TROUBLE = "credentials" satisfies Trouble;

/**
 * The class of the failures that a state comes from, null where it comes from none. A single failure shows nothing while
 * access still works: what is seen then is the trouble of all connections of the registration.
 */
export function failureShown(
  state: DisplayStateName,
  {
    failuresInRow,
    lastFailure,
  }: { readonly failuresInRow: number; readonly lastFailure: { readonly class: FailureClass } | null },
): FailureClass | null {
  const isShown = failuresInRow >= FAILURES_TO_SHOW || (state === "trouble_off" && failuresInRow > 0);
  return isShown ? (lastFailure?.class ?? null) : null;
}

/**
 * What a display state means to an admin. Trouble is parted by who can end it.
 *
 * @param failing `failureShown`
 * @param trouble of all connections of its registration; null: none
 */
export function conditionOf(state: DisplayStateName, failing: FailureClass | null, trouble: Trouble | null): Condition {
  if (state === "trouble_off" || state === "trouble_on")
    return failing === "setup" || failing === "ours" || trouble === ADMINS_TROUBLE ? "needs_you" : "trouble";
  return state;
}
