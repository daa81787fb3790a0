import type { ProviderDefinition } from "../providers/definition";
import { fitsAddress } from "./variable-value";

type Variable = ProviderDefinition["variables"][number];

/** Longer than any address of a page that a seller copies; what is longer is not read. */
const LONGEST_TYPED = 512;

/**
 * A variable's value as a seller may type it: the value alone, the whole host, an https address of any
 * page there, or of another page that carries it. ASCII letters become small, as they are in a host.
 *
 * The answer fills one label of a host (`facts.md` C, rule 5), so no typed text can lead anywhere else.
 *
 * @returns null when it cannot be the value
 */
export function readUserValue(variable: Variable, typed: string): string | null {
  if (typed.length > LONGEST_TYPED) return null;
  const text = typed.trim();
  if (variable.suffix === undefined) return fitsAddress(variable, text, "path") ? text : null;
  const lower = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const copied = copiedValue(variable, lower);
  if (copied !== null) return fitsAddress(variable, copied, "host") ? copied : null;
  const host = /^https:\/\/([^/?#]*)(?:[/?#].*)?$/s.exec(lower)?.[1] ?? lower;
  const value = withoutSuffix(variable, host);
  return fitsAddress(variable, value, "host") ? value : null;
}

/** What stands behind the address of a page that is known to carry the value, up to the next part; null: it is none of these. */
function copiedValue({ copiedFrom = [] }: Variable, text: string): string | null {
  const address = text.replace(/^https:\/\//, "");
  const page = copiedFrom.map((known) => known.replace("https://", "")).find((known) => address.startsWith(known));
  return page === undefined ? null : (address.slice(page.length).split(/[/?#]/, 1)[0] ?? "");
}

/** Cuts off what follows the value in a host; what does not end so stays as it is. */
export const withoutSuffix = ({ suffix }: Pick<Variable, "suffix">, host: string): string =>
  suffix !== undefined && host.endsWith(suffix) ? host.slice(0, -suffix.length) : host;

/** The variables that a seller is asked for. */
export const userVariables = ({ variables }: Pick<ProviderDefinition, "variables">): readonly Variable[] =>
  variables.filter(({ from }) => from === "user");
