import "#node-only";
import type { RevocationResult } from "../core/connections/connection";
import { pauseBeforeNextTry } from "../core/connections/ending-policy";
import type { ConnectionRecord } from "../core/connections/record";
import type { EndingTry } from "../core/ports/connections";
import type { NewAudit } from "../core/ports/history";
import { cancelAtProvider } from "./cancel-at-provider";
import type { Dependencies } from "./dependencies";
import { definitionOf } from "./resolve-target";

/** How a disconnect stands after a try, and until when access may work that was given out before. */
export type Ended = { readonly result: RevocationResult | "pending"; readonly accessUntil: Date | null };

/**
 * The second half of a disconnect: the cancellation as the definition describes it, then the secrets are
 * destroyed. A cancellation that may still succeed keeps them sealed for the next try, 24 hours at most.
 */
export async function endAccess(deps: Dependencies, connection: ConnectionRecord, ending: EndingTry): Promise<Ended> {
  const cancelled = await cancelAtProvider(deps, connection, ending);
  const { accessUntil } = cancelled;
  if (cancelled.result !== "failed") return finish(deps, connection, ending, cancelled.result, accessUntil, cancelled.result);
  if (!cancelled.mayPass) return finish(deps, connection, ending, "unconfirmed", accessUntil, "unconfirmed");

  const pause = pauseBeforeNextTry({ ...ending, atLeastMs: cancelled.waitMs, fraction: deps.randomness.fraction() });
  if (pause === null) return finish(deps, connection, ending, "unconfirmed", accessUntil, "given_up");
  // The timeline tells that it takes longer, not each try.
  const events = ending.tries === 1 ? [{ type: "disconnect_pending", actorKind: "holdfast", actorId: null } as const] : [];
  await deps.connections.postponeRevocation(connection.id, ending, pause, { events, audit: [] });
  return { result: "pending", accessUntil };
}

/** Ends a disconnect that breaks on our side even after its time: no secret is kept for longer, and the seller is told. */
export async function giveUp(deps: Dependencies, connection: ConnectionRecord, ending: EndingTry): Promise<void> {
  await finish(deps, connection, ending, "unconfirmed", null, "given_up");
}

async function finish(
  deps: Dependencies,
  connection: ConnectionRecord,
  ending: EndingTry,
  result: RevocationResult,
  until: Date | null,
  told: RevocationResult | "given_up",
): Promise<Ended> {
  const survives = definitionOf(deps, connection.providerId)?.revocation.accessTokenSurvives ?? true;
  const accessLives = result !== "confirmed" || survives !== false;
  const audit: NewAudit = {
    action: "revocation_ended",
    actorKind: "holdfast",
    actorId: null,
    object: connection.id,
    result: result === "unconfirmed" ? "failed" : "done",
    data: { result, tries: ending.tries },
  };
  await deps.connections.finishRevocation(
    connection.id,
    ending,
    { result, accessLives },
    {
      events: [
        {
          type: `disconnect_${told}`,
          actorKind: told === "no_way" || told === "given_up" ? "holdfast" : "provider",
          actorId: null,
        },
      ],
      audit: [audit],
    },
  );
  return { result, accessUntil: accessLives ? until : null };
}
