import type { MarketState } from "../market-state";
import type { FaultId } from "./fault-list";

/**
 * Uses a switch: its value when it is on for this account, null when it is off. A switch for one
 * account goes before the one for everybody, and counts down by each use.
 *
 * @param accountId the account that the request is about; null when it is about none that is known.
 */
export function takeFault(market: MarketState, id: FaultId, accountId: string | null): string | null {
  const records = market.records();
  const on = records.faults.filter((fault) => fault.fault === id);
  const active =
    (accountId === null ? undefined : on.find((fault) => fault.account === accountId)) ??
    on.find((fault) => fault.account === null);
  if (active === undefined) return null;
  records.counters.faultsUsed += 1;
  if (active.timesLeft !== null && active.timesLeft > 1) active.timesLeft -= 1;
  else if (active.timesLeft !== null) records.faults = records.faults.filter((fault) => fault !== active);
  return active.value;
}
