import "#node-only";
import { cleanLabel } from "../core/connections/label";
import type { ConnectionRecord } from "../core/connections/record";
import { allows } from "../core/connections/transitions";
import { type Failure, failure } from "../core/errors";
import { publicId, reference } from "../core/ids";
import { wantedScope } from "../core/oauth/scope";
import type { RegistrationRecord } from "../core/ports/registrations";
import type { ProviderDefinition } from "../core/providers/definition";
import { err, ok, type Result } from "../core/result";
import type { Actor, FlowServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { definitionOf } from "./resolve-target";

/** How long a started flow may take, in seconds (`security.md` A11). */
export const ATTEMPT_SECONDS = 600;
/** More unfinished flows than this in one session is no person at work. */
const MOST_OPEN = 10;
/** 256 bits each, as base64url: 43 characters, the shortest verifier RFC 7636 §4.1 allows. */
const SECRET_BYTES = 32;

/** What an attempt keeps sealed until its callback. */
export type AttemptSecrets = { readonly state: string; readonly codeVerifier: string; readonly nonce: string };

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

type Deps = Pick<Dependencies, "definitions" | "registrations" | "connections" | "attempts" | "randomness" | "digest" | "sealer">;

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
  const registration = await chooseRegistration(deps, definition, repaired.value);
  if (!registration) return err(failure("off"));

  const label = repaired.value?.label ?? cleanLabel(input.label);
  if (label === null) return err(failure("label_invalid"));
  // A repair keeps its label, or takes the next free one when an ended connection comes back and finds it taken.
  if (!repaired.value && (await deps.connections.labelTaken(actor.userId, label, null))) return err(failure("label_taken"));
  if ((await deps.attempts.openInSession(actor.sessionId)) >= MOST_OPEN) return err(failure("too_many_starts"));

  const secrets: AttemptSecrets = {
    state: deps.randomness.token(SECRET_BYTES),
    codeVerifier: deps.randomness.token(SECRET_BYTES),
    nonce: deps.randomness.token(SECRET_BYTES),
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
    issuer: definition.issuer,
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

/**
 * A repair stays with its own registration while that is on, and always in its environment: its account
 * lives there, and its tokens are sealed for it. A new connection takes the first registration that is on.
 */
export async function chooseRegistration(
  deps: Pick<Dependencies, "registrations">,
  definition: ProviderDefinition,
  repaired: Pick<ConnectionRecord, "registrationId" | "environmentId"> | null,
): Promise<RegistrationRecord | null> {
  const enabled = (await deps.registrations.enabled()).filter(
    (r) =>
      r.providerId === definition.id &&
      definition.environments[r.environmentId] &&
      (repaired === null || r.environmentId === repaired.environmentId),
  );
  return enabled.find((r) => r.id === repaired?.registrationId) ?? enabled[0] ?? null;
}
