import "#node-only";
import { cleanLabel } from "../core/connections/label";
import type { ConnectionRecord } from "../core/connections/record";
import { allows } from "../core/connections/transitions";
import { type Failure, failure } from "../core/errors";
import type { ProviderDefinition } from "../core/providers/definition";
import { err, ok, type Result } from "../core/result";
import type { Actor, FlowServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { isRecent } from "./recent-sign-in";
import { definitionOf } from "./resolve-target";
import { aimFlow, type WriteDeps, writeAttempt } from "./write-attempt";

/** More unfinished flows than this in one session is no person at work. */
export const MOST_OPEN = 10;

/**
 * Writes an authorization attempt, bound to the person, the session, one browser, the provider and the
 * registration (RFC 9700 §4.7). Nothing leaves for the provider yet.
 */
export async function startConnection(
  deps: WriteDeps,
  actor: Actor,
  input: Parameters<FlowServices["startConnection"]>[1],
): ReturnType<FlowServices["startConnection"]> {
  const definition = definitionOf(deps, input.providerId);
  if (!definition) return err(failure("not_found"));

  const repaired = await repairedConnection(deps, actor, input.reconnectId, definition);
  if (!repaired.ok) return repaired;
  const { environmentId = null, values = {}, scopes } = input;
  const aim = await aimFlow(deps, definition, repaired.value, { environmentId, values });
  if (!aim.ok) return aim;

  const label = repaired.value?.label ?? cleanLabel(input.label);
  if (label === null) return err(failure("label_invalid"));
  // A repair keeps its label, or takes the next free one when an ended connection comes back and finds it taken.
  if (!repaired.value && (await deps.connections.labelTaken(actor.userId, label, null))) return err(failure("label_taken"));
  const { open, sessionAgeMs } = await deps.attempts.inSession(actor.sessionId);
  // A repair can bring back the same account only, so it adds nothing that a forgotten browser could be used for.
  if (!repaired.value && !isRecent(sessionAgeMs)) return err(failure("sign_in_again"));
  if (open >= MOST_OPEN) return err(failure("too_many_starts"));
  const binding = { userId: actor.userId, sessionId: actor.sessionId, repairLinkId: null };
  const wanted = { repaired: repaired.value, label, scopes, reference: input.reference ?? null };
  return writeAttempt(deps, binding, aim.value, wanted);
}

async function repairedConnection(
  deps: Pick<Dependencies, "connections">,
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
