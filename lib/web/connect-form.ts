import { z } from "zod";
import type { FailureCode } from "../core/errors";
import type { ConnectPageView } from "../views/flow";
import { checkboxes } from "./form-fields";
import { all, one, type SearchParamsSent } from "./search-params";

type Returned = NonNullable<ConnectPageView["returned"]>;

/** Problems that the connect form shows beside its field. */
const FIELD_PROBLEMS = ["label_invalid", "label_taken", "too_many_starts"] as const;
const LONGEST_ECHO = 200;

/** The form before a seller leaves for a marketplace. `reconnect`: public id of the connection to repair. */
export const connectForm = z.object({
  label: z.string().max(1000).default(""),
  scope: checkboxes,
  reconnect: z
    .string()
    .regex(/^[A-Za-z0-9_-]{0,80}$/)
    .default(""),
});

/** The query that brings a form back with what was typed; null when the failure is not about a field. */
export function returnQuery(code: FailureCode, form: z.infer<typeof connectForm>): string | null {
  const problem = FIELD_PROBLEMS.find((known) => known === code);
  if (!problem) return null;
  const query = new URLSearchParams({ problem, label: form.label.slice(0, LONGEST_ECHO) });
  for (const value of form.scope.slice(0, 50)) query.append("scope", value.slice(0, LONGEST_ECHO));
  return query.toString();
}

/** The other way round: what a query brings back; null: the form is fresh. */
export function returnedForm(sent: SearchParamsSent): Returned | null {
  const problem = FIELD_PROBLEMS.find((known) => known === one(sent, "problem"));
  return problem ? { problem, label: one(sent, "label") ?? "", scopes: all(sent, "scope") } : null;
}
