import { effectOf } from "../oauth/error-effect";
import type { ErrorClass } from "../providers/definition-reply";
import type { Trouble } from "./trouble";

/**
 * What the end of one renewal tells about the provider and about our client there.
 *
 * `renewed`: both are well. `refused`: they answer, and this permission is refused. `no_client`: our
 * credentials are refused. `no_request`: what we ask is refused, of which our credentials may be the
 * reason. `no_answer`: nothing that could be understood. `nothing`: asked to wait, or never asked.
 */
export type Sign = "renewed" | "refused" | "no_client" | "no_request" | "no_answer" | "nothing";

export type RecentRenewal = {
  readonly connectionId: string;
  readonly sign: Sign;
  /** A refused one that was refused before the time that is looked at: it says nothing about now. */
  readonly isOld: boolean;
};

/** Different connections in a row without an answer: an outage. */
export const SILENT_IN_A_ROW = 5;
/** Or half of this many. */
export const SILENT_OF = 20;
/** Different connections that are refused, and their share of all: no longer the doing of single sellers. */
export const REFUSED_AT_LEAST = 20;
export const REFUSED_SHARE = 0.3;
/** Different connections in a row whose request is refused in words that do not name our credentials. */
export const REFUSED_REQUESTS = 3;

/** @param reply how it was read; null: it brought tokens, or there was none because nobody was asked */
export function signOf(reply: ErrorClass | null, brought: boolean): Sign {
  if (reply === null) return brought ? "renewed" : "nothing";
  if (reply === "config_client") return "no_client";
  switch (effectOf(reply)) {
    case "grant_rejected":
      return "refused";
    case "client_misconfigured":
      return "no_request";
    case "provider_unavailable":
    case "malformed_response":
      return "no_answer";
    default:
      return "nothing";
  }
}

/**
 * Tells from the recent renewals of one client registration, newest first, whether something is wrong
 * that is no single connection's own (`reliability.md` 4 and 5). null: nothing is.
 *
 * One connection never makes a cohort, however often it fails. The exception is a refusal of our
 * credentials, which are the same for all: one is enough, unless they were accepted for another
 * connection just before.
 */
export function judgeRecent(recent: readonly RecentRenewal[]): Trouble | null {
  const telling = recent.filter(({ sign, isOld }) => sign !== "nothing" && !isOld);
  if (areCredentialsRefused(telling)) return "credentials";
  if (isRefusedInMass(telling)) return "refusals";
  return isSilent(telling) ? "outage" : null;
}

/** Whether so few of the recent answers are refusals that each may be believed. */
export function areRefusalsFew(recent: readonly RecentRenewal[]): boolean {
  const newest = onePerConnection(recent.filter(({ sign, isOld }) => sign !== "nothing" && !isOld));
  const refused = newest.filter(({ sign }) => sign === "refused").length;
  return refused < newest.length * REFUSED_SHARE;
}

function areCredentialsRefused(telling: readonly RecentRenewal[]): boolean {
  const refused = inARow(telling, ({ sign }) => sign === "no_client");
  const others = telling.some(({ sign, connectionId }) => sign === "renewed" && !refused.has(connectionId));
  if (refused.size >= (others ? 2 : 1)) return true;
  return inARow(telling, ({ sign }) => sign === "no_client" || sign === "no_request").size >= REFUSED_REQUESTS;
}

function isRefusedInMass(telling: readonly RecentRenewal[]): boolean {
  const newest = onePerConnection(telling);
  let refused = 0;
  for (const [place, { sign }] of newest.entries()) {
    if (sign === "refused") refused += 1;
    // Of however many of the newest: what went well long before a fault began must not hide it.
    if (refused >= REFUSED_AT_LEAST && refused >= (place + 1) * REFUSED_SHARE) return true;
  }
  return false;
}

function isSilent(telling: readonly RecentRenewal[]): boolean {
  if (inARow(telling, ({ sign }) => sign === "no_answer").size >= SILENT_IN_A_ROW) return true;
  const newest = telling.slice(0, SILENT_OF);
  if (newest.length < SILENT_OF) return false;
  const silent = newest.filter(({ sign }) => sign === "no_answer");
  return silent.length * 2 >= SILENT_OF && connectionsOf(silent).size >= SILENT_IN_A_ROW;
}

/** Which connections the newest renewals are of, up to the first that is another kind. */
function inARow(telling: readonly RecentRenewal[], is: (renewal: RecentRenewal) => boolean): ReadonlySet<string> {
  const end = telling.findIndex((renewal) => !is(renewal));
  return connectionsOf(end < 0 ? telling : telling.slice(0, end));
}

const connectionsOf = (renewals: readonly RecentRenewal[]): ReadonlySet<string> =>
  new Set(renewals.map(({ connectionId }) => connectionId));

/** Each connection by its newest renewal: one that is asked again and again counts once. */
function onePerConnection(telling: readonly RecentRenewal[]): readonly RecentRenewal[] {
  const seen = new Set<string>();
  return telling.filter(({ connectionId }) => !seen.has(connectionId) && seen.add(connectionId));
}
