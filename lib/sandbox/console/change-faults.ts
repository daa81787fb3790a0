import { ok, type Result } from "../../core/result";
import { readFaultForm } from "../faults/read-fault-form";
import { setFault } from "../faults/set-fault";
import type { Marketplace } from "../marketplace";

/** POST /console/faults: `provider`, `fault`, `value` (`off` turns it off), optionally `account` and `times`. */
export function changeFaults(market: Marketplace, form: URLSearchParams): Result<null, string> {
  const changes = readFaultForm(market, form);
  if (!changes.ok) return changes;
  const before = market.records().faults;
  for (const change of changes.value) {
    const set = setFault(market, change);
    if (set.ok) continue;
    market.records().faults = before;
    return set;
  }
  return ok(null);
}
