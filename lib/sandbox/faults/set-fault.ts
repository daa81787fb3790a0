import { err, ok, type Result } from "../../core/result";
import type { Marketplace } from "../marketplace";
import type { ActiveFault } from "../state/records";
import { faultsOf, faultValueLabel } from "./fault-list";

/** Turns one switch on, changes it, or with the value `off` turns it off. The error is a sentence for people. */
export function setFault(market: Marketplace, change: ActiveFault): Result<null, string> {
  const records = market.records();
  const fault = faultsOf(market.definition).find((candidate) => candidate.id === change.fault);
  if (fault === undefined) return err(`${market.definition.displayName} has no switch called "${change.fault}".`);
  if (change.account !== null && !records.accounts.some((account) => account.id === change.account)) {
    return err(`There is no made-up account called "${change.account}".`);
  }
  const others = records.faults.filter((active) => active.fault !== change.fault || active.account !== change.account);
  if (change.value === "off") {
    records.faults = others;
    return ok(null);
  }
  if (faultValueLabel(fault, change.value) === null)
    return err(`The switch "${fault.id}" does not take the value "${change.value}".`);
  records.faults = [...others, change];
  return ok(null);
}
