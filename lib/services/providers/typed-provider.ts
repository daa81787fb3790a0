import type { CustomProvider } from "../../core/ports/provider-admin";
import type { TypedProvider } from "../../core/providers/custom-definition";
import { typedScopes } from "../../core/providers/custom-scopes";
import { ProviderDefinition } from "../../core/providers/definition";

/** What an admin would have to type to get this definition, to show it in the form that changes it. */
export function typedFrom(definition: ProviderDefinition): TypedProvider {
  const [environment] = Object.values(definition.environments);
  const whole = (template: string): string =>
    template.replace(/^\{([A-Za-z0-9]+)\}/, (all, name: string) => environment?.bases[name] ?? all);
  const { revocation, idToken, scope, client } = definition;
  return {
    name: definition.displayName,
    issuer: definition.issuer ?? "",
    authorize: whole(definition.authorization.endpoint),
    token: whole(definition.token.endpoint),
    revoke: revocation.kind === "rfc7009" ? whole(revocation.endpoint) : "",
    keys: idToken ? whole(idToken.keys) : "",
    api: whole(definition.api.base),
    scopes: typedScopes(scope.required.map((value) => ({ value, words: scope.words?.[value] ?? null }))),
    method: client.methods[0] ?? "basic",
  };
}

/** The same of what is stored, which may be newer than what this process works by. null: it cannot be read. */
export function typedOf({ definition }: CustomProvider): TypedProvider | null {
  const parsed = ProviderDefinition.safeParse(definition);
  return parsed.success ? typedFrom(parsed.data) : null;
}
