import "#node-only";
import { cleanLabel } from "../core/connections/label";
import type { ConnectionRecord } from "../core/connections/record";
import { allows } from "../core/connections/transitions";
import { type Failure, failure } from "../core/errors";
import { publicId, reference } from "../core/ids";
import { wantedScope } from "../core/oauth/scope";
import type { ProviderDefinition } from "../core/providers/definition";
import { err, ok, type Result } from "../core/result";
import { chooseRegistration } from "./choose-registration";
import type { Actor, FlowServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { ownValues } from "./own-values";
import { prepareTarget } from "./prepare-target";
import { isRecent } from "./recent-sign-in";
import { definitionOf, resolveTarget } from "./resolve-target";
import { typedValues } from "./typed-values";

/** How long a started flow may take, in seconds (`security.md` A11). */
export const ATTEMPT_SECONDS = 600;
/** More unfinished flows than this in one session is no person at work. */
const MOST_OPEN = 10;
/** 256 bits each, as base64url: 43 characters, the shortest verifier RFC 7636 §4.1 allows. */
const SECRET_BYTES = 32;

/** What an attempt keeps sealed until its callback. */
export type AttemptSecrets = {
  readonly state: string;
  readonly codeVerifier: string;
  readonly nonce: string;
  /** What the seller said about the connection, such as the name of a shop. Missing in attempts of older versions. */
  readonly variables?: Readonly<Record<string, string>>;
};

/** Where an attempt's secrets are bound to. */
export const attemptContext = (attempt: {
  readonly id: string;
  readonly userId: string;
  readonly providerId: string;
  readonly environmentId: string;
  readonly registrationId: string;
}) =>
  ({
    userId: attempt.userId,
    providerId: attempt.providerId,
    environmentId: attempt.environmentId,
    registrationId: attempt.registrationId,
    connectionId: attempt.id,
    generation: 0,
    kind: "attempt",
  }) as const;

type Deps = Pick<
  Dependencies,
  | "definitions"
  | "registrations"
  | "connections"
  | "attempts"
  | "randomness"
  | "digest"
  | "sealer"
  | "appOrigin"
  | "provider"
  | "logger"
>;

/**
 * Writes an authorization attempt, bound to the person, the session, one browser, the provider and the
 * registration (RFC 9700 §4.7). Nothing leaves for the provider yet.
 */
export async function startConnection(
  deps: Deps,
  actor: Actor,
  input: Parameters<FlowServices["startConnection"]>[1],
): ReturnType<FlowServices["startConnection"]> {
  const definition = definitionOf(deps, input.providerId);
  if (!definition) return err(failure("not_found"));

  const repaired = await repairedConnection(deps, actor, input.reconnectId, definition);
  if (!repaired.ok) return repaired;
  const registration = await chooseRegistration(deps, definition, {
    repaired: repaired.value,
    environmentId: input.environmentId ?? null,
  });
  if (!registration) return err(failure("off"));
  const target = resolveTarget(deps, registration);
  if (!target.ok) return target;
  const variables = typedValues(definition, registration.environmentId, {
    own: repaired.value ? await ownValues(deps, definition, repaired.value) : {},
    typed: input.values ?? {},
    operator: target.value.variables,
  });
  if (!variables.ok) return err({ ...failure("value_invalid"), field: variables.error.field });

  const label = repaired.value?.label ?? cleanLabel(input.label);
  if (label === null) return err(failure("label_invalid"));
  // A repair keeps its label, or takes the next free one when an ended connection comes back and finds it taken.
  if (!repaired.value && (await deps.connections.labelTaken(actor.userId, label, null))) return err(failure("label_taken"));
  const { open, sessionAgeMs } = await deps.attempts.inSession(actor.sessionId);
  // A repair can bring back the same account only, so it adds nothing that a forgotten browser could be used for.
  if (!repaired.value && !isRecent(sessionAgeMs)) return err(failure("sign_in_again"));
  if (open >= MOST_OPEN) return err(failure("too_many_starts"));
  const prepared = await prepareTarget(deps, target.value, variables.value);
  if (!prepared.ok) return prepared;

  const secrets: AttemptSecrets = {
    state: deps.randomness.token(SECRET_BYTES),
    codeVerifier: deps.randomness.token(SECRET_BYTES),
    nonce: deps.randomness.token(SECRET_BYTES),
    variables: variables.value,
  };
  const browserSecret = deps.randomness.token(SECRET_BYTES);
  const id = publicId("att", deps.randomness.token(18));
  const place = {
    id,
    userId: actor.userId,
    providerId: definition.id,
    environmentId: registration.environmentId,
    registrationId: registration.id,
  };
  await deps.attempts.create({
    ...place,
    stateHash: deps.digest.sha256(secrets.state),
    browserHash: deps.digest.sha256(browserSecret),
    sessionId: actor.sessionId,
    issuer: prepared.value.definition.issuer,
    connectionId: repaired.value?.id ?? null,
    label,
    scope: wantedScope(definition, input.scopes),
    sealed: deps.sealer.seal(JSON.stringify(secrets), attemptContext(place)),
    reference: reference(deps.randomness.fraction),
    lifetimeSeconds: ATTEMPT_SECONDS,
  });
  return ok({ attemptId: id, browserSecret, expiresInSeconds: ATTEMPT_SECONDS });
}

async function repairedConnection(
  deps: Deps,
  actor: Actor,
  id: string | null,
  definition: ProviderDefinition,
): Promise<Result<ConnectionRecord | null, Failure<"not_found" | "not_usable">>> {
  if (id === null) return ok(null);
  const connection = await deps.connections.ofOwner(actor.userId, id);
  if (!connection || connection.providerId !== definition.id) return err(failure("not_found"));
  // While access is being ended a new grant would be ended with it.
  return allows(connection.status, "reauthorization_completed") ? ok(connection) : err(failure("not_usable"));
}
