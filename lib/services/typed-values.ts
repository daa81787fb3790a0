import { expandAddress } from "../core/oauth/endpoints";
import { readUserValue, userVariables } from "../core/oauth/user-value";
import type { ProviderDefinition } from "../core/providers/definition";
import { err, ok, type Result } from "../core/result";

type Values = Readonly<Record<string, string>>;

/**
 * The values of a seller's variables: the connection's own where it has them, else what was typed.
 *
 * Fails with the name of the first that cannot be used. What passes gives an address of this
 * environment, so that nothing later has to ask again.
 */
export function typedValues(
  definition: ProviderDefinition,
  environmentId: string,
  given: { readonly own: Values; readonly typed: Values; readonly operator: Values },
): Result<Values, { readonly field: string }> {
  const values: Record<string, string> = {};
  for (const variable of userVariables(definition)) {
    const own = Object.hasOwn(given.own, variable.name) ? given.own[variable.name] : undefined;
    const typed = Object.hasOwn(given.typed, variable.name) ? given.typed[variable.name] : undefined;
    const value = own ?? readUserValue(variable, typed ?? "");
    if (value === null) return err({ field: variable.name });
    values[variable.name] = value;
  }
  const scope = { definition, environmentId, variables: { ...given.operator, ...values } };
  const endpoints = [definition.authorization.endpoint, definition.token.endpoint];
  const first = userVariables(definition)[0];
  return !first || endpoints.every((endpoint) => expandAddress(scope, endpoint).ok) ? ok(values) : err({ field: first.name });
}
