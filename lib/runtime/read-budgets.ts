import "#node-only";
import { z } from "zod";
import type { RenewalBudget } from "../core/connections/renewal-budget";
import type { RegistrationRecord } from "../core/ports/registrations";
import type { ProviderDefinition } from "../core/providers/definition";
import { Renewals } from "../core/providers/definition-use";
import { registrationNames } from "./registration-names";

type Source = Readonly<Record<string, string | undefined>>;

/** What the operator allows at one registration; what is left out is the definition's. */
export type BudgetSetting = {
  readonly providerId: string;
  readonly name: string;
  readonly perSecond?: number;
  readonly atOnce?: number;
};

const { perSecond, atOnce } = Renewals.shape;
const NUMBERS = {
  RENEWALS_PER_SECOND: { field: "perSecond", rule: z.coerce.number().pipe(perSecond.unwrap()), says: "a number above 0" },
  RENEWALS_AT_ONCE: { field: "atOnce", rule: z.coerce.number().pipe(atOnce.unwrap()), says: "a whole number of at least 1" },
} as const;

/** Reads `{PROVIDER}_RENEWALS_PER_SECOND` and `{PROVIDER}_RENEWALS_AT_ONCE`, for a named registration with its name between. */
export function readBudgets(
  definitions: readonly ProviderDefinition[],
  source: Source,
): { readonly budgets: readonly BudgetSetting[]; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const budgets: BudgetSetting[] = [];
  for (const definition of definitions) {
    for (const { name, prefix } of registrationNames(definition, definitions, source).names) {
      const set: Record<string, number> = {};
      for (const [end, { field, rule, says }] of Object.entries(NUMBERS)) {
        const value = source[`${prefix}_${end}`];
        if (value === undefined || value === "") continue;
        const read = rule.safeParse(value);
        if (read.success) set[field] = read.data;
        else faults.push(`${prefix}_${end}: must be ${says}`);
      }
      if (Object.keys(set).length > 0) budgets.push({ providerId: definition.id, name, ...set });
    }
  }
  return { budgets, faults };
}

/** The budget of each registration: what its operator set, else what its definition says. */
export function budgetsOf(
  settings: readonly BudgetSetting[],
  definitions: readonly ProviderDefinition[],
): (registration: RegistrationRecord) => RenewalBudget {
  return ({ providerId, name }) => {
    const set = settings.find((each) => each.providerId === providerId && each.name === name);
    const usual = definitions.find(({ id }) => id === providerId)?.renewals ?? Renewals.parse({});
    return { perSecond: set?.perSecond ?? usual.perSecond, atOnce: set?.atOnce ?? usual.atOnce };
  };
}
