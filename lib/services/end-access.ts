import "#node-only";
import type { RevocationResult, UnconfirmedWhy } from "../core/connections/connection";
import { pauseBeforeNextTry } from "../core/connections/ending-policy";
import type { ConnectionRecord } from "../core/connections/record";
import type { EndingTry } from "../core/ports/connections";
import type { NewAudit, NewEvent } from "../core/ports/history";
import { type Cancelled, cancelAtProvider } from "./cancel-at-provider";
import type { Dependencies } from "./dependencies";
import { definitionOf } from "./resolve-target";

/**
 * The second half of a disconnect: the cancellation as the definition describes it, then the secrets are
 * destroyed. A cancellation that may still succeed keeps them sealed for the next try, 24 hours at most.
 */
export async function endAccess(deps: Dependencies, connection: ConnectionRecord, begun: EndingTry): Promise<void> {
  const cancelled = await cancelAtProvider(deps, connection, begun);
  const { ending } = cancelled;
  const fraction = deps.randomness.fraction();
  const pause =
    cancelled.result === "failed" && cancelled.mayPass
      ? pauseBeforeNextTry({ ...ending, atLeastMs: cancelled.waitMs, fraction })
      : null;
  if (cancelled.result === "failed" && pause !== null) {
    const events = eventsOfWaiting(ending, cancelled.stillWorks);
    return deps.connections.postponeRevocation(connection.id, ending, pause, cancelled.stillWorks, { events, audit: [] });
  }
  const closed = await finish(deps, connection, ending, cancelled);
  // Tokens arrived meanwhile, and they are for the next try, which is due. An ending that is over has none.
  if (!closed) await deps.connections.postponeRevocation(connection.id, ending, 0, false, { events: [], audit: [] });
}

/** Ends a disconnect that breaks on our side even after its time: no secret is kept for longer, and the seller is told. */
export async function giveUp(deps: Dependencies, connection: ConnectionRecord, ending: EndingTry): Promise<void> {
  await deps.connections.giveUpRevocation(connection.id, ending, historyOf(connection, ending, "unconfirmed", "given_up", null));
}

/** The timeline tells that it takes longer, not each try; an end that was none is told each time. */
function eventsOfWaiting({ tries }: EndingTry, stillWorks: boolean): readonly NewEvent[] {
  const by = { actorKind: "holdfast", actorId: null } as const;
  if (stillWorks) return [{ ...by, type: "disconnect_still_works" }];
  return tries === 1 ? [{ ...by, type: "disconnect_pending" }] : [];
}

async function finish(
  deps: Dependencies,
  connection: ConnectionRecord,
  ending: EndingTry,
  cancelled: Cancelled,
): Promise<boolean> {
  const result = cancelled.result === "failed" ? "unconfirmed" : cancelled.result;
  const proven = cancelled.result === "confirmed" ? cancelled.proven : null;
  const why = whyUnconfirmed(cancelled);
  const survives = definitionOf(deps, connection.providerId)?.revocation.accessTokenSurvives ?? true;
  const accessLives = result !== "confirmed" || survives !== false;
  return deps.connections.finishRevocation(
    connection.id,
    ending,
    { result, why, proven, accessLives },
    historyOf(connection, ending, result, why, proven),
  );
}

/** What could still have succeeded, and ends all the same, has had its time. */
function whyUnconfirmed(cancelled: Cancelled): UnconfirmedWhy | null {
  if (cancelled.result === "unconfirmed") return cancelled.why;
  if (cancelled.result !== "failed") return null;
  return cancelled.mayPass ? "given_up" : cancelled.why;
}

function historyOf(
  { id }: ConnectionRecord,
  { tries }: EndingTry,
  result: RevocationResult,
  why: UnconfirmedWhy | null,
  proven: true | null,
): { readonly events: readonly NewEvent[]; readonly audit: readonly NewAudit[] } {
  const told = why === "given_up" || why === "refused" ? why : result;
  const events: NewEvent[] = [
    {
      type: `disconnect_${told}`,
      actorKind: told === "confirmed" || told === "refused" ? "provider" : "holdfast",
      actorId: null,
    },
  ];
  if (proven) events.push({ type: "disconnect_proven", actorKind: "holdfast", actorId: null });
  const audit: NewAudit = {
    action: "revocation_ended",
    actorKind: "holdfast",
    actorId: null,
    object: id,
    result: result === "unconfirmed" ? "failed" : "done",
    data: { result, tries, ...(why !== null && { why }), ...(proven && { proven: "yes" }) },
  };
  return { events, audit: [audit] };
}
