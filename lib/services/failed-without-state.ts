import { type AuthorizationError, effectOfAuthorizationError, plainCode } from "../core/oauth/authorization-error";
import type { ProviderDefinition } from "../core/providers/definition";
import type { FlowServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { NOT_OURS } from "./not-ours";

type Input = Parameters<FlowServices["completeConnection"]>[0];
type Told = AuthorizationError & { readonly iss: string | null };

/**
 * An error that came back without our state, from a provider that may leave it out: the page of the
 * newest attempt that this very browser has open there says how it failed.
 *
 * Anybody can send a browser here, so the error is shown and not believed: nothing is written, the
 * attempt stays open, and its real answer is still taken.
 */
export async function failedWithoutState(
  deps: Pick<Dependencies, "attempts" | "digest" | "logger">,
  { actor, registrationId, browserSecretOf }: Input,
  definition: ProviderDefinition,
  told: Told,
): ReturnType<FlowServices["completeConnection"]> {
  if (actor === null || definition.callback.stateOnError === "always") return NOT_OURS;
  const open = await deps.attempts.openAt(actor.sessionId, definition.id);
  const attempt = open.find((each) => {
    const secret = browserSecretOf(each.id);
    if (each.userId !== actor.userId || secret === null || deps.digest.sha256(secret) !== each.browserHash) return false;
    if (definition.redirect.perRegistration && each.registrationId !== registrationId) return false;
    return told.iss === null || told.iss === each.issuer;
  });
  if (!attempt) return NOT_OURS;
  const outcome = effectOfAuthorizationError(definition, told);
  deps.logger.warn("a provider reported a failure without a state", {
    provider: definition.id,
    outcome,
    errorCode: plainCode(told),
    reference: attempt.reference,
  });
  return { attemptId: attempt.id, outcome, staysOpen: true };
}
