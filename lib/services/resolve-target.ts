import "#node-only";
import { type Failure, failure } from "../core/errors";
import type { ProviderTarget } from "../core/ports/provider-client";
import type { RegistrationRecord } from "../core/ports/registrations";
import type { ProviderDefinition } from "../core/providers/definition";
import { err, ok, type Result } from "../core/result";
import { routes } from "../views/routes";
import type { Dependencies } from "./dependencies";

/** What a registration keeps sealed, as JSON. */
export type SealedRegistration = {
  readonly clientSecret: string | null;
  readonly extraSecrets: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
  readonly redirectAlias: string | null;
};

/** What was sealed by an older version lacks the members that came later. */
const NOTHING: SealedRegistration = { clientSecret: null, extraSecrets: {}, variables: {}, redirectAlias: null };

/** Where the client secret of a registration is bound to. */
export const secretContext = (registration: Pick<RegistrationRecord, "id" | "providerId" | "environmentId">) =>
  ({
    userId: "",
    providerId: registration.providerId,
    environmentId: registration.environmentId,
    registrationId: registration.id,
    connectionId: "",
    generation: 0,
    kind: "client_secret",
  }) as const;

/** The definition of a provider, or null: unknown names are an answer, not a fault. */
export const definitionOf = (deps: Pick<Dependencies, "definitions">, providerId: string): ProviderDefinition | null =>
  deps.definitions.find((definition) => definition.id === providerId) ?? null;

/**
 * Puts together all that a call to a provider needs, client secret included.
 *
 * Fails with `off` when the provider or its registration is gone, and with `key_unavailable` when the
 * secret cannot be opened now; neither says anything about a connection.
 */
export function resolveTarget(
  deps: Pick<Dependencies, "definitions" | "sealer" | "appOrigin">,
  registration: RegistrationRecord,
): Result<ProviderTarget, Failure<"off" | "key_unavailable">> {
  const definition = definitionOf(deps, registration.providerId);
  if (!definition?.environments[registration.environmentId])
    return err(failure("off", "the definition or its environment is gone"));

  let secrets = NOTHING;
  if (registration.sealedSecrets !== null) {
    const opened = deps.sealer.open(registration.sealedSecrets, secretContext(registration));
    if (!opened.ok) return err(failure("key_unavailable", `client secret: ${opened.error.code}`));
    secrets = { ...NOTHING, ...(JSON.parse(opened.value) as Partial<SealedRegistration>) };
  }
  return ok({
    definition,
    environmentId: registration.environmentId,
    registrationId: registration.id,
    clientId: registration.clientId,
    clientSecret: secrets.clientSecret,
    extraSecrets: secrets.extraSecrets,
    variables: secrets.variables,
    redirectUri: secrets.redirectAlias ?? redirectUri(deps.appOrigin, definition, registration),
  });
}

/** Our registered address: a constant of the configuration, never taken from a request (RFC 9700 §2.1). */
export const redirectUri = (
  appOrigin: string,
  definition: ProviderDefinition,
  registration: Pick<RegistrationRecord, "id">,
): string =>
  `${appOrigin}${routes.api.callback(definition.id, definition.redirect.perRegistration ? registration.id : undefined)}`;
