import { isEnded } from "./connection";
import { DISPLAY_STATES, type DisplayState, type DisplayStateInput, type DisplayStateName } from "./display-state-input";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Two clocks may differ by this much before anything is called over. */
export const SKEW_MS = 60_000;
/** How early the end of a permission is announced. */
export const GRANT_NOTICE_MS = 7 * DAY_MS;
/** How early the end of access is announced that nothing renews: a quarter of its life, at most a day. */
export const ACCESS_NOTICE_MS = DAY_MS;
export const ACCESS_NOTICE_SHARE = 0.25;
/** One failure shows nothing while access still works. */
export const FAILURES_TO_SHOW = 2;

/**
 * What a seller sees of a connection (`ux.md` 3.2): every state that holds is computed, the most
 * urgent one is the name, the others are `also`.
 *
 * `reconnect` comes only from a permission that is gone; an outage, a wrong setup and our own faults
 * are `trouble`, because reconnecting would not help.
 */
export function displayState(input: DisplayStateInput): DisplayState {
  const [name = "working", ...also] = statesAt(input, input.now.getTime());
  return {
    name,
    rank: DISPLAY_STATES.indexOf(name) + 1,
    also,
    // By the name alone: while the provider is down, a permission that ends soon cannot be renewed.
    needsSeller: name === "reconnect" || name === "ends_soon",
    changesAt: changesAt(input),
  };
}

function statesAt(input: DisplayStateInput, now: number): readonly DisplayStateName[] {
  if (isEnded(input.status)) return ["disconnected"];
  if (input.isStopped) return ["paused"];

  const access = accessEnd(input);
  const over = access !== null && now >= access + SKEW_MS;
  const renewable = input.hasRefresh && !(input.grantEndsAt && now >= input.grantEndsAt.getTime() + SKEW_MS);
  const reconnect = input.status === "NEEDS_REAUTH" || (!renewable && over);
  // Nobody tries while it is paused or waits for its seller, so "we keep trying" would be untrue.
  const trying = input.status === "ACTIVE" && !input.providerPaused && !reconnect;
  // Access is over and an admin lets nobody try: what ends soon or is missing makes no difference until somebody may.
  const idle = input.status === "ACTIVE" && input.providerPaused && !reconnect && over;
  const failing = input.lastFailure !== null && input.failuresInRow > 0;
  // The first refusal of a grant is not yet proof, so it is no trouble while access works.
  const shown = failing && input.lastFailure?.class !== "grant" && input.failuresInRow >= FAILURES_TO_SHOW;

  const holds: Record<Exclude<DisplayStateName, "working" | "disconnected">, boolean> = {
    reconnect,
    trouble_off: trying && over,
    ends_soon: !reconnect && !idle && (grantEndsSoon(input, now) || (!renewable && accessEndsSoon(input, now))),
    partial: !idle && input.scopesMissing > 0,
    trouble_on: trying && !over && (shown || input.providerOutage),
    paused: input.status === "PAUSED" || input.providerPaused,
  };
  const states = DISPLAY_STATES.filter((name) => name !== "working" && name !== "disconnected" && holds[name]);
  return states.length > 0 ? states : ["working"];
}

/** Null unless the provider tells an end: without one access is never over and never ends soon. */
const accessEnd = (input: DisplayStateInput): number | null =>
  input.accessEndKnown && input.accessExpiresAt ? input.accessExpiresAt.getTime() : null;

const grantEndsSoon = ({ grantEndsAt }: DisplayStateInput, now: number): boolean =>
  grantEndsAt !== null && now >= grantEndsAt.getTime() - GRANT_NOTICE_MS;

function accessEndsSoon(input: DisplayStateInput, now: number): boolean {
  const end = accessEnd(input);
  return end !== null && now >= end - accessNotice(input, end);
}

function accessNotice({ accessObtainedAt }: DisplayStateInput, end: number): number {
  if (!accessObtainedAt) return ACCESS_NOTICE_MS;
  return Math.max(0, Math.min(ACCESS_NOTICE_MS, (end - accessObtainedAt.getTime()) * ACCESS_NOTICE_SHARE));
}

/** The first instant after now at which another answer is given although nothing but time has passed. */
function changesAt(input: DisplayStateInput): Date | null {
  const now = input.now.getTime();
  const access = accessEnd(input);
  const grant = input.grantEndsAt?.getTime() ?? null;
  const instants = [
    ...(access === null ? [] : [Math.ceil(access - accessNotice(input, access)), access + SKEW_MS]),
    ...(grant === null ? [] : [grant - GRANT_NOTICE_MS, grant + SKEW_MS]),
  ];
  const today = statesAt(input, now).join();
  const next = instants.filter((at) => at > now && statesAt(input, at).join() !== today).sort((a, b) => a - b)[0];
  return next === undefined ? null : new Date(next);
}
