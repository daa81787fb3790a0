import { successRate, type Tally } from "./renewal-figures";
import type { Trouble } from "./trouble";

/** What an admin is told of a provider in one word (`ux.md` 3.5), the most urgent first. */
export const PROVIDER_HEALTH = ["needs_you", "down", "degraded", "slow", "working", "off", "not_set_up"] as const;
export type ProviderHealth = (typeof PROVIDER_HEALTH)[number];

/** All that the word depends on. */
export type ProviderFacts = {
  /** A client of ours is written down for it, in use or not. */
  readonly registered: boolean;
  /** One of them takes new connections. */
  readonly enabled: boolean;
  /** What is wrong with all connections of one of them, and nothing has worked since. */
  readonly troubles: readonly Trouble[];
  /** It asked us to slow down, and that time is not over. */
  readonly throttled: boolean;
  /** Connections that are not ended. */
  readonly live: number;
  /** Of them, those that only an admin can mend. */
  readonly needYou: number;
  /** Of them, those that have trouble which nobody here can end. */
  readonly inTrouble: number;
  /** Renewals of the last hour, without those that single sellers are to blame for. */
  readonly lastHour: Tally;
  /** Within what time 95 % of its renewals of the last hour were done, in milliseconds; null: there were none. */
  readonly p95Ms: number | null;
};

/** From this share of its connections on the trouble is the provider's, not a connection's. */
const TROUBLE_SHARE = 0.2;
/** So few renewals say nothing about a provider. */
export const TELLING_RENEWALS = 20;
/** A provider of whose renewals fewer than this work is degraded. */
export const DEGRADED_BELOW = 0.9;
/** One whose slowest twentieth takes longer than this is slow: half of what a call may take. */
export const SLOW_MS = 5000;

/** The most urgent thing that is true of a provider: who must act comes before what is slow, and that before what is off. */
export function providerHealth(facts: ProviderFacts): ProviderHealth {
  if (facts.troubles.includes("credentials") || facts.needYou > 0) return "needs_you";
  if (facts.troubles.includes("outage")) return "down";
  if (isDegraded(facts)) return "degraded";
  if (facts.throttled || (isTelling(facts) && facts.p95Ms !== null && facts.p95Ms > SLOW_MS)) return "slow";
  if (facts.enabled) return "working";
  return facts.registered ? "off" : "not_set_up";
}

const isTelling = ({ lastHour }: ProviderFacts): boolean => lastHour.n >= TELLING_RENEWALS;

function isDegraded(facts: ProviderFacts): boolean {
  if (facts.troubles.length > 0) return true;
  if (facts.inTrouble > 0 && facts.inTrouble >= facts.live * TROUBLE_SHARE) return true;
  return isTelling(facts) && (successRate(facts.lastHour) ?? 1) < DEGRADED_BELOW;
}

/** How the renewals of one day at a provider went. */
export const DAY_MARKS = ["none", "good", "some", "bad"] as const;
export type DayMark = (typeof DAY_MARKS)[number];

/** A day on which fewer than this worked is a bad one. */
const BAD_BELOW = 0.9;
/** A day on which no more failed than this is a good one: nobody noticed. */
const GOOD_FROM = 0.99;

/** @param hadOutage something was known to be wrong there on that day, for at least some of it */
export function dayMark(tally: Tally, hadOutage: boolean): DayMark {
  const rate = successRate(tally);
  if (rate === null) return hadOutage ? "some" : "none";
  if (rate < BAD_BELOW) return "bad";
  return rate < GOOD_FROM || hadOutage ? "some" : "good";
}
