import type { Condition } from "./condition";
import { ADMINS_TROUBLE } from "./condition";
import type { Trouble } from "./trouble";

/**
 * How a connection stands by itself, without what all connections of its registration suffer: most urgent first, and
 * trouble parted by who can end it. `_off`: access is over; `_on`: it still works.
 *
 * This is what is stored (`connection_state`), so that the trouble of a registration is one row that changes and not all
 * of its connections.
 */
export const OWN_STATES = [
  "reconnect",
  "needs_you_off",
  "trouble_off",
  "ends_soon",
  "partial",
  "needs_you_on",
  "trouble_on",
  "paused",
  "working",
  "disconnected",
] as const;
export type OwnState = (typeof OWN_STATES)[number];

/** Nothing can be fetched for these. */
export const OFF_STATES = ["reconnect", "needs_you_off", "trouble_off"] as const satisfies readonly OwnState[];

/** What holds for all connections of a registration at once. */
export type Shared = {
  readonly trouble: Trouble | null;
  /** An admin has paused its renewals. */
  readonly paused: boolean;
  /** An emergency: nothing of it is used. */
  readonly stopped: boolean;
};

const CONDITION: Readonly<Record<OwnState, Condition>> = {
  reconnect: "reconnect",
  needs_you_off: "needs_you",
  trouble_off: "trouble",
  ends_soon: "ends_soon",
  partial: "partial",
  needs_you_on: "needs_you",
  trouble_on: "trouble",
  paused: "paused",
  working: "working",
  disconnected: "disconnected",
};

/** How a connection stands, its registration's trouble included. Whoever tries, or would, is what a trouble and a pause touch. */
export function stateUnder(own: OwnState, { trouble, paused, stopped }: Shared): OwnState {
  if (stopped) return own === "disconnected" ? own : "paused";
  const isTried = own === "working" || own.endsWith("_on") || own.endsWith("_off");
  if (!isTried) return own;
  if (paused) return "paused";
  if (trouble === null) return own;
  const seen = own === "working" ? "trouble_on" : own;
  if (trouble !== ADMINS_TROUBLE) return seen;
  return seen.endsWith("_off") ? "needs_you_off" : "needs_you_on";
}

/** What an admin sees of it: the same as `conditionOf` says of the same connection. */
export const conditionUnder = (own: OwnState, shared: Shared): Condition => CONDITION[stateUnder(own, shared)];
