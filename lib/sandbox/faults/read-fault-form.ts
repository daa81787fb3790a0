import { err, ok, type Result } from "../../core/result";
import type { Marketplace } from "../marketplace";
import type { ActiveFault } from "../state/records";
import { faultsOf } from "./fault-list";

const TIMES = /^[1-9]\d{0,3}$/;

/**
 * Reads `fault`, `value`, `account` and `times`. `fault` may stand several times, each with a value of
 * its own in `value.<fault>`. No value means the usual one, no account everybody, no times until turned off.
 */
export function readFaultForm(market: Marketplace, form: URLSearchParams): Result<readonly ActiveFault[], string> {
  const ids = form.getAll("fault");
  if (ids.length === 0) return err("Tick a switch first.");
  const times = form.get("times") || null;
  if (times !== null && !TIMES.test(times)) return err("How often is a whole number from 1 to 9999, or empty.");
  const usual = (id: string) => faultsOf(market.definition).find((fault) => fault.id === id)?.choices[0].value ?? "on";
  return ok(
    ids.map((id) => ({
      fault: id,
      value: form.get(`value.${id}`) || form.get("value") || usual(id),
      account: form.get("account") || null,
      timesLeft: times === null ? null : Number(times),
    })),
  );
}
