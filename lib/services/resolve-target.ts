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
  /** Kept beside it while one takes over from another, in the order of their use. */
  readonly olderSecrets?: readonly string[];
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
 *
 * @param held what is to be sent there. Where it was given in another environment than the registration's it is `off`:
 *   the addresses have changed since, and nothing from before goes to the new ones (`security.md` B13)
 */
export function resolveTarget(
  deps: Pick<Dependencies, "definitions" | "sealer" | "appOrigin">,
  registration: RegistrationRecord,
  held: { readonly environmentId: string } = registration,
): Result<ProviderTarget, Failure<"off" | "key_unavailable">> {
  if (held.environmentId !== registration.environmentId) return err(failure("off", "its environment is another one now"));
  const definition = definitionOf(deps, registration.providerId);
  if (!definition?.environments[registration.environmentId])
    return err(failure("off", "the definition or its environment is gone"));

  const opened = openSecrets(deps, registration);
  if (!opened.ok) return opened;
  const secrets = opened.value;
  return ok({
    definition,
    environmentId: registration.environmentId,
    registrationId: registration.id,
    clientId: registration.clientId,
    clientSecret: secrets.clientSecret,
    ...(secrets.olderSecrets && secrets.olderSecrets.length > 0 && { olderSecrets: secrets.olderSecrets }),
    extraSecrets: secrets.extraSecrets,
    variables: secrets.variables,
    redirectUri: secrets.redirectAlias ?? redirectUri(deps.appOrigin, definition, registration),
  });
}

/** What a registration keeps sealed. Fails with `key_unavailable` when it cannot be opened now. */
export function openSecrets(
  deps: Pick<Dependencies, "sealer">,
  registration: RegistrationRecord,
): Result<SealedRegistration, Failure<"key_unavailable">> {
  if (registration.sealedSecrets === null) return ok(NOTHING);
  const opened = deps.sealer.open(registration.sealedSecrets, secretContext(registration));
  if (!opened.ok) return err(failure("key_unavailable", `client secret: ${opened.error.code}`));
  return ok({ ...NOTHING, ...(JSON.parse(opened.value) as Partial<SealedRegistration>) });
}

/** Our registered address: a constant of the configuration, never taken from a request (RFC 9700 §2.1). */
export const redirectUri = (
  appOrigin: string,
  definition: ProviderDefinition,
  registration: Pick<RegistrationRecord, "id">,
): string =>
  `${appOrigin}${routes.api.callback(definition.id, definition.redirect.perRegistration ? registration.id : undefined)}`;
