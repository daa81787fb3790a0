import type { ProviderDefinition } from "../providers/definition";

/** Longer than any label, segment or documented identifier that a variable stands for. */
const LONGEST_VALUE = 128;
const HOST_LABEL = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
const HOST_LABELS = /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/;
const PATH_SEGMENT = /^(?!\.{1,2}$)[A-Za-z0-9._~-]+$/;
const PATH_SEGMENTS = /^(?!.*(^|\/)\.{1,2}(\/|$))[A-Za-z0-9._~/-]+$/;

/** Where in an address a variable stands. */
export type AddressPart = "host" | "path";

/**
 * Whether a value may stand in an address (`facts.md` C, rule 5).
 *
 * A value that matches a pattern fills one label or one segment. A value of a closed list comes from
 * the definition itself and may be a whole host or a longer path.
 */
export function fitsAddress(variable: ProviderDefinition["variables"][number], value: string, part: AddressPart): boolean {
  if (!isValueOf(variable, value)) return false;
  if (variable.values !== undefined) return (part === "host" ? HOST_LABELS : PATH_SEGMENTS).test(value);
  return (part === "host" ? HOST_LABEL : PATH_SEGMENT).test(value);
}

/** Whether a value is one the definition allows for this variable, anywhere. */
export function isValueOf(variable: ProviderDefinition["variables"][number], value: string): boolean {
  if (value.length === 0 || value.length > LONGEST_VALUE) return false;
  if (variable.values !== undefined) return variable.values.includes(value);
  return new RegExp(`^(?:${variable.pattern ?? "(?!)"})$`, "u").test(value);
}
