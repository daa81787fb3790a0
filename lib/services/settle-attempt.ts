import { cleanLabel } from "../core/connections/label";
import { failure } from "../core/errors";
import { err, ok } from "../core/result";
import type { Actor, FlowServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { type HeldGrant, HOLD_SECONDS, heldContext } from "./held-grant";
import { storeAsNew, storeInPlace } from "./store-grant";

/**
 * Carries out what the seller said about a held grant: it is a new connection, or it is the same account
 * under another name. "Same" is open only where no stable identity says otherwise.
 */
export async function settleAttempt(
  deps: Pick<Dependencies, "attempts" | "connections" | "sealer" | "digest" | "randomness">,
  actor: Actor,
  input: Parameters<FlowServices["settleAttempt"]>[1],
): ReturnType<FlowServices["settleAttempt"]> {
  const attempt = await deps.attempts.byId(input.attemptId);
  if (!attempt || attempt.userId !== actor.userId || attempt.outcome !== "wrong_account") return err(failure("not_found"));
  const allowed = input.choice === "new" ? attempt.result?.canAddAsNew : attempt.result?.canConfirmSame;
  if (!allowed) return err(failure("not_usable"));
  const repaired = attempt.connectionId === null ? null : await deps.connections.ofOwner(actor.userId, attempt.connectionId);
  if (!repaired) return err(failure("not_found"));

  const sealed = await deps.attempts.takeHeld(attempt.id, HOLD_SECONDS);
  if (sealed === null) return err(failure("expired"));
  const opened = deps.sealer.open(sealed, heldContext(attempt));
  if (!opened.ok) return err(failure("key_unavailable", opened.error.code));
  const { brought, source } = JSON.parse(opened.value) as HeldGrant;

  const stored =
    input.choice === "new"
      ? await storeAsNew(deps, actor, source, brought, labelFrom(brought.identity.name) ?? attempt.label)
      : await storeInPlace(deps, actor, source, brought, repaired);
  if (stored === "account_conflict") return err(failure("other_owner"));
  if (stored === "ending") return err(failure("not_usable"));
  await deps.attempts.finish(
    attempt.id,
    input.choice === "new" ? "connected" : "reconnected",
    { connectionId: stored.id },
    {
      action: "connection_attempt",
      actorKind: "seller",
      actorId: actor.userId,
      object: stored.id,
      result: "done",
      reference: attempt.reference,
      data: { choice: input.choice },
    },
  );
  return ok({ connectionId: stored.id, label: stored.label });
}

/** The provider's name for an account as a label; null where it has none that may stand there. */
const labelFrom = (name: string | null): string | null => name && cleanLabel([...name].slice(0, 40).join(""));
