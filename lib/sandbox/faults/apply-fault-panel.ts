import type { Marketplace } from "../marketplace";
import { faultsOf } from "./fault-list";
import { setFault } from "./set-fault";

/**
 * Takes over what a person changed in the consent page's panel. Only differences from what the page
 * showed count, so that a switch set elsewhere with an account or a number of times stays as it is.
 * A form that had no panel changes nothing.
 */
export function applyFaultPanel(market: Marketplace, form: URLSearchParams): void {
  if (!form.has("panel")) return;
  const shown = new Set(form.getAll("was"));
  const ticked = new Set(form.getAll("fault"));
  for (const fault of faultsOf(market.definition)) {
    const value = ticked.has(fault.id) ? form.get(`value.${fault.id}`) || fault.choices[0].value : "off";
    const before = [...shown].find((entry) => entry.startsWith(`${fault.id}=`))?.slice(fault.id.length + 1) ?? "off";
    if (value !== before) setFault(market, { fault: fault.id, value, account: null, timesLeft: null });
  }
}
