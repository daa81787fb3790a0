import { classOfAuthorizationError, effectOfAuthorizationError, plainCode } from "../core/oauth/authorization-error";
import { type AuthorizationResponse, readAuthorizationResponse } from "../core/oauth/authorization-response";
import type { AttemptRecord } from "../core/ports/attempts";
import type { ProviderDefinition } from "../core/providers/definition";
import { acceptCode } from "./accept-code";
import type { FlowServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { failedWithoutState } from "./failed-without-state";
import { byGiver, endingOf, type Giver, starterOf } from "./giver";
import { linkOf } from "./link-of";
import { NOT_OURS } from "./not-ours";
import { refuseResponse } from "./refuse-response";
import { definitionOf } from "./resolve-target";

/** Longer than any honest response, error sentence included. */
const LONGEST_QUERY = 49_152;

type Input = Parameters<FlowServices["completeConnection"]>[0];
type Ending = Awaited<ReturnType<FlowServices["completeConnection"]>>;

/**
 * The redirect URI's work (RFC 6749 §4.1.2, RFC 9700 §4.7).
 *
 * The attempt is consumed before anything else is looked at, so that no two requests can use it; then
 * person, session, browser, provider, registration, age and issuer are compared. Only a response that
 * passes all of them causes a token request.
 */
export async function completeConnection(deps: Dependencies, input: Input): Promise<Ending> {
  const definition = definitionOf(deps, input.providerId);
  if (!definition || input.query.length > LONGEST_QUERY) return NOT_OURS;
  const response = readAuthorizationResponse(definition, new URLSearchParams(input.query));
  if (response.state === null)
    return response.kind === "error" ? failedWithoutState(deps, input, definition, response) : NOT_OURS;

  const attempt = await deps.attempts.consume(deps.digest.sha256(response.state));
  if (!attempt) return alreadyConsumed(deps, input, response.state);

  const from = whoComes(deps, input, attempt);
  const stranger = belongsElsewhere(deps, input, attempt, definition, response);
  if (stranger !== null) return refuseResponse(deps, attempt, from, stranger);
  const closed = await whyClosed(deps, input, attempt);
  if (closed !== null || from === null) return finish(deps, attempt, closed ?? "session");
  if (attempt.isExpired) return finish(deps, attempt, "expired");
  if (response.kind === "malformed") return finish(deps, attempt, "mismatch");
  if (response.kind === "error")
    return finish(deps, attempt, effectOfAuthorizationError(definition, response), {
      code: plainCode(response),
      class: classOfAuthorizationError(definition, response),
    });
  try {
    return await acceptCode(deps, { giver: from, attempt, definition, response, query: input.query });
  } catch (error) {
    // The code is spent, so nothing can be taken up again: the person is told, and starts anew.
    deps.logger.error("a connection could not be completed", { reference: attempt.reference, error });
    return finish(deps, attempt, "unknown");
  }
}

/** Of a reload, a back button or a link scanner: the same person sees how it ended, nobody else sees anything. */
async function alreadyConsumed(deps: Dependencies, input: Input, state: string): Promise<Ending> {
  const attempt = await deps.attempts.byStateHash(deps.digest.sha256(state));
  const mine = attempt !== null && whoComes(deps, input, attempt)?.userId === attempt.userId;
  return mine ? endingOf(attempt, attempt.outcome ?? "in_progress") : NOT_OURS;
}

/**
 * On whose behalf this browser may speak about an attempt: that of the person who is signed in, or, where a link stands in for
 * a session, that of the link, if it is the browser that began with it. No session counts for a link, and no link for a session.
 */
function whoComes(deps: Dependencies, input: Input, attempt: AttemptRecord): Giver | null {
  if (attempt.repairLinkId === null) return input.actor && { userId: input.actor.userId };
  return holdsSecret(deps, input, attempt) ? starterOf(attempt) : null;
}

/** What ended meanwhile: the session that began it, or the link. null: nothing did. */
async function whyClosed(deps: Dependencies, { actor }: Input, attempt: AttemptRecord): Promise<string | null> {
  if (attempt.repairLinkId === null) return actor?.sessionId === attempt.sessionId ? null : "session";
  const { state } = await linkOf(deps, await deps.links.byId(attempt.repairLinkId));
  return state === "open" ? null : `link_${state}`;
}

function holdsSecret(deps: Dependencies, input: Input, attempt: AttemptRecord): boolean {
  const secret = input.browserSecretOf(attempt.id);
  return secret !== null && deps.digest.sha256(secret) === attempt.browserHash;
}

/** What makes a response somebody else's; null: it is this browser's own. */
function belongsElsewhere(
  deps: Dependencies,
  input: Input,
  attempt: AttemptRecord,
  definition: ProviderDefinition,
  response: AuthorizationResponse,
): string | null {
  if (attempt.providerId !== definition.id) return "callback_provider_mismatch";
  if (definition.redirect.perRegistration && input.registrationId !== attempt.registrationId)
    return "callback_registration_mismatch";
  if (attempt.repairLinkId === null && input.actor !== null && input.actor.userId !== attempt.userId)
    return "callback_session_mismatch";
  if (!holdsSecret(deps, input, attempt)) return "callback_session_mismatch";
  if (response.kind === "malformed") return null;
  // RFC 9207 §2.4: compare when present, require when the server promised it.
  if (response.iss === null ? definition.issInResponse : response.iss !== attempt.issuer && attempt.issuer !== null)
    return "callback_issuer_mismatch";
  return null;
}

/** @param told what the provider reported and what its definition makes of it; for admins */
async function finish(
  deps: Dependencies,
  attempt: AttemptRecord,
  outcome: string,
  told: { readonly code: string; readonly class: string | null } | null = null,
): Promise<Ending> {
  await deps.attempts.finish(attempt.id, outcome, null, {
    ...byGiver(starterOf(attempt)),
    action: "connection_attempt",
    object: attempt.id,
    result: "failed",
    reference: attempt.reference,
    data: {
      provider: attempt.providerId,
      outcome,
      ...(told?.code && { providerError: told.code }),
      ...(told?.class && { class: told.class }),
    },
  });
  return endingOf(attempt, outcome);
}
