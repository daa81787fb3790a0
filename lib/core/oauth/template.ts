import { err, ok, type Result } from "../result";
import type { RequestFailure } from "./request-failure";

/** Values by placeholder name. */
export type TemplateValues = Readonly<Record<string, string>>;

const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9]*)\}/g;
const CONTROL = /\p{Cc}/u;

/** The names of the `{placeholders}` of a template, in order of appearance. */
export const placeholdersOf = (template: string): readonly string[] =>
  [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? "");

/**
 * Fills `{name}` placeholders of a header or parameter template.
 *
 * Control characters are refused: a line break in a value would start a header of its own.
 */
export function fillTemplate(template: string, values: TemplateValues): Result<string, RequestFailure> {
  for (const name of placeholdersOf(template)) {
    if (!Object.hasOwn(values, name)) return err({ code: "missing_value", name });
    if (CONTROL.test(values[name] ?? "")) return err({ code: "value_refused", name });
  }
  return ok(template.replace(PLACEHOLDER, (_, name: string) => values[name] ?? ""));
}

/** Fills every value of a map; the first failure ends it. */
export function fillTemplates(
  templates: TemplateValues,
  values: TemplateValues,
): Result<readonly (readonly [string, string])[], RequestFailure> {
  const filled: (readonly [string, string])[] = [];
  for (const [name, template] of Object.entries(templates)) {
    const value = fillTemplate(template, values);
    if (!value.ok) return value;
    filled.push([name, value.value]);
  }
  return ok(filled);
}
