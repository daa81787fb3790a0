import type { Marketplace } from "../marketplace";
import { isLive } from "./find-grant";
import type { Counters } from "./records";

export type CounterReading = Counters & { readonly liveGrants: number; readonly faultsOn: number };

/** What has happened at a look-alike since its last reset, and how many grants live now. */
export function readCounters(market: Marketplace): CounterReading {
  const { counters, faults, grants } = market.records();
  const now = market.now();
  return { ...counters, liveGrants: grants.filter((grant) => isLive(grant, now)).length, faultsOn: faults.length };
}
