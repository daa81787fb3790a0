import { FAILURES, type FailureCode, failure } from "../core/errors";
import { AUTHORIZATION_ENDINGS } from "../core/oauth/authorization-error";
import { withImplied } from "../core/oauth/scope";
import type { AttemptRecord } from "../core/ports/attempts";
import { err, ok } from "../core/result";
import type { AttemptResultView } from "../views/flow";
import { routes } from "../views/routes";
import type { Actor, FlowServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { presentConnection } from "./present-connection";
import { alsoViews, providerView, scopeView, signOutUrl, unknownProviderView } from "./present-provider";
import { definitionOf } from "./resolve-target";

/** How an attempt ended, for the person who started it. Reads only, so that a reload shows the same. */
export async function attemptResult(
  deps: Pick<Dependencies, "attempts" | "connections" | "definitions" | "clock">,
  actor: Actor,
  id: string,
  reported: string | null = null,
): ReturnType<FlowServices["attemptResult"]> {
  const attempt = await deps.attempts.byId(id);
  if (!attempt || attempt.userId !== actor.userId || attempt.repairLinkId !== null) return err(failure("not_found"));
  const definition = definitionOf(deps, attempt.providerId);
  const connectionId = attempt.result?.connectionId ?? attempt.connectionId;
  const connection = connectionId ? await deps.connections.ofOwner(actor.userId, connectionId) : null;
  const view = connection && presentConnection(definition, connection, deps.clock.now());
  const granted = withImplied(connection?.scopeGranted ?? [], definition?.scope.implies ?? {});
  return ok({
    outcome: outcomeOf(attempt, reported),
    provider: definition ? providerView(definition, attempt.environmentId) : unknownProviderView(attempt.providerId),
    at: (attempt.finishedAt ?? attempt.createdAt).toISOString(),
    reference: attempt.reference,
    connection: view && { id: view.id, label: view.label, account: view.account, stateWord: `state.${view.state}.name` },
    accounts: attempt.result && "got" in attempt.result ? accountsOf(attempt) : null,
    scopes: definition
      ? [...alsoViews(definition), ...attempt.scope.map((value) => scopeView(definition, value, granted.has(value)))]
      : [],
    renewsAt: view?.access.kind === "auto" ? view.access.renewsAt : null,
    noRenewal: view?.permission.kind === "no_auto" ? { endsAt: view.access.kind === "until" ? view.access.endsAt : null } : null,
    signOutUrl: definition && signOutUrl(definition, attempt.environmentId),
    retryHref: attempt.connectionId
      ? routes.reconnect(attempt.connectionId)
      : routes.connect(attempt.providerId, attempt.environmentId),
  } satisfies AttemptResultView);
}

function outcomeOf({ outcome, consumedAt, isExpired }: AttemptRecord, reported: string | null): AttemptResultView["outcome"] {
  // Used up and never finished: whoever worked on it is long gone.
  if (outcome === null && isExpired) return consumedAt === null ? "expired" : "unknown";
  if (outcome === null)
    return (consumedAt === null && AUTHORIZATION_ENDINGS.find((ending) => ending === reported)) || "in_progress";
  if (outcome === "connected" || outcome === "reconnected") return outcome;
  return Object.hasOwn(FAILURES, outcome) ? (outcome as FailureCode) : "unknown";
}

const accountsOf = ({ id, result, outcome }: AttemptRecord): AttemptResultView["accounts"] => ({
  settleHref: routes.api.settle(id),
  expected: result?.expected ?? null,
  got: result?.got ?? null,
  canAddAsNew: outcome === "wrong_account" && (result?.canAddAsNew ?? false),
  canConfirmSame: outcome === "wrong_account" && (result?.canConfirmSame ?? false),
});
