import type { Trouble } from "./trouble";

/** What an admin is told of a provider in one word (`ux.md` 3.5, as far as we have the facts). */
export const PROVIDER_HEALTH = ["needs_you", "down", "trouble", "working", "off", "not_set_up"] as const;
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
};

/** From this share of its connections on the trouble is the provider's, not a connection's. */
const TROUBLE_SHARE = 0.2;

/** The most urgent thing that is true of a provider: who must act comes before what is slow, and that before what is off. */
export function providerHealth(facts: ProviderFacts): ProviderHealth {
  if (facts.troubles.includes("credentials") || facts.needYou > 0) return "needs_you";
  if (facts.troubles.includes("outage")) return "down";
  if (facts.troubles.length > 0 || facts.throttled || (facts.inTrouble > 0 && facts.inTrouble >= facts.live * TROUBLE_SHARE))
    return "trouble";
  if (facts.enabled) return "working";
  return facts.registered ? "off" : "not_set_up";
}
