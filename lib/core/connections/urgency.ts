import { DISPLAY_STATES, type DisplayStateName } from "./display-state-input";

/** What decides the place of a connection in a list. */
export type Urgent = {
  readonly state: DisplayStateName;
  /** Since when it does not work, or when it will stop; ISO 8601 in UTC. Null: nothing presses. */
  readonly deadline: string | null;
  readonly label: string;
};

/** As people count: "Shop 2" before "Shop 10", in whatever language the server runs. */
const LABELS = new Intl.Collator("en", { numeric: true });

/** After every instant that is written with digits. */
const NEVER = "~";

/**
 * Rank, then the nearest deadline, then the label (`ux.md` 3.4). A total order but for equal labels.
 *
 * @returns negative: `a` comes first
 */
export function compareUrgency(a: Urgent, b: Urgent): number {
  const rank = DISPLAY_STATES.indexOf(a.state) - DISPLAY_STATES.indexOf(b.state);
  if (rank !== 0) return rank;
  const [x, y] = [a.deadline ?? NEVER, b.deadline ?? NEVER];
  return x !== y ? (x < y ? -1 : 1) : LABELS.compare(a.label, b.label);
}
