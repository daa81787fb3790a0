import { err, ok, type Result } from "../../core/result";
import type { Marketplace, Sandbox } from "../marketplace";
import { noCounts } from "../state/records";

/** POST /console/reset: `what` is `faults`, `counters` or, when left out, everything, which ends all access as well. */
export function resetMarketplace(sandbox: Sandbox, market: Marketplace, form: URLSearchParams): Result<null, string> {
  const what = form.get("what") || "everything";
  if (what === "everything") sandbox.reset(market.definition.id);
  else if (what === "faults") market.records().faults = [];
  else if (what === "counters") market.records().counters = noCounts();
  else return err(`There is nothing called "${what}" to reset.`);
  return ok(null);
}
