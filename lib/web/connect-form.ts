import { z } from "zod";
import type { FailureCode } from "../core/errors";
import { looksLikeReference } from "../core/ids";
import type { ConnectPageView, Preset } from "../views/flow";
import { checkboxes } from "./form-fields";
import { all, one, type SearchParamsSent } from "./search-params";

type Returned = NonNullable<ConnectPageView["returned"]>;

/** Problems that the connect form shows beside its field. */
const FIELD_PROBLEMS = ["label_invalid", "label_taken", "value_invalid", "too_many_starts", "sign_in_again"] as const;
const PRESETS: readonly Preset[] = ["read", "full"];
const LONGEST_ECHO = 200;
/** More of a connection's variables than any provider has. */
const MOST_VALUES = 10;
const VALUE_FIELD = /^value\.([a-z][A-Za-z0-9]{0,40})$/;

/** What was typed for a connection's variables: fields called `value.` and the variable's name. */
function typedIn(sent: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const pairs = Object.entries(sent).flatMap(([field, value]) => {
    const name = VALUE_FIELD.exec(field)?.[1];
    return name !== undefined && typeof value === "string" ? [[name, value] as const] : [];
  });
  return Object.fromEntries(pairs.slice(0, MOST_VALUES));
}

/**
 * The form before a seller leaves for a marketplace. `reconnect`: public id of the connection to repair;
 * `environment`: empty for the first one that takes connections.
 */
export const connectForm = z
  .looseObject({
    label: z.string().max(1000).default(""),
    scope: checkboxes,
    reconnect: z
      .string()
      .regex(/^[A-Za-z0-9_-]{0,80}$/)
      .default(""),
    environment: z
      .string()
      .regex(/^[a-z0-9-]{0,40}$/)
      .default(""),
    // Only what one of our pages could have shown; anything else counts as none.
    reference: z.string().refine(looksLikeReference).nullable().default(null).catch(null),
  })
  .transform(({ label, scope, reconnect, environment, reference, ...rest }) => ({
    label,
    scope,
    reconnect,
    environment,
    reference,
    values: typedIn(rest),
  }));
type ConnectForm = z.infer<typeof connectForm>;

/** The query that brings a form back with what was typed; null when the failure is not about a field. */
export function returnQuery(
  { code, field }: { readonly code: FailureCode; readonly field?: string },
  form: Pick<ConnectForm, "label" | "scope"> & Partial<ConnectForm>,
): string | null {
  const problem = FIELD_PROBLEMS.find((known) => known === code);
  if (!problem) return null;
  const query = new URLSearchParams({ problem, label: form.label.slice(0, LONGEST_ECHO) });
  if (field !== undefined) query.set("field", field);
  if (form.environment) query.set("environment", form.environment);
  for (const value of form.scope.slice(0, 50)) query.append("scope", value.slice(0, LONGEST_ECHO));
  for (const [name, value] of Object.entries(form.values ?? {})) query.set(`value.${name}`, value.slice(0, LONGEST_ECHO));
  return query.toString();
}

/** The other way round: what a query brings back; null: the form is fresh. */
export function returnedForm(sent: SearchParamsSent): Returned | null {
  const preset = PRESETS.find((known) => known === one(sent, "preset"));
  const problem = preset ? "preset" : FIELD_PROBLEMS.find((known) => known === one(sent, "problem"));
  if (!problem) return null;
  return {
    problem,
    ...(preset && { preset }),
    field: one(sent, "field"),
    label: one(sent, "label") ?? "",
    scopes: all(sent, "scope"),
    values: typedIn(sent),
  };
}
