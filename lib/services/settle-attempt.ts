import { cleanLabel } from "../core/connections/label";
import { type FailureCode, failure } from "../core/errors";
import { err, ok } from "../core/result";
import type { Actor, FlowServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { discardGrant } from "./discard-grant";
import { endReplaced } from "./end-replaced";
import { type HeldGrant, HOLD_SECONDS, heldContext } from "./held-grant";
import { isRecent } from "./recent-sign-in";
import { resolveTarget } from "./resolve-target";
import { type Stored, storeAsNew, storeInPlace } from "./store-grant";

/**
 * Carries out what the seller said about a held grant: it is a new connection, or it is the same account
 * under another name. "Same" is open only where no stable identity says otherwise.
 */
export async function settleAttempt(
  deps: Dependencies,
  actor: Actor,
  input: Parameters<FlowServices["settleAttempt"]>[1],
): ReturnType<FlowServices["settleAttempt"]> {
  const attempt = await deps.attempts.byId(input.attemptId);
  if (!attempt || attempt.userId !== actor.userId || attempt.repairLinkId !== null || attempt.outcome !== "wrong_account")
    return err(failure("not_found"));
  const allowed = input.choice === "new" ? attempt.result?.canAddAsNew : attempt.result?.canConfirmSame;
  if (!allowed) return err(failure("not_usable"));
  const repaired = attempt.connectionId === null ? null : await deps.connections.ofOwner(actor.userId, attempt.connectionId);
  if (!repaired) return err(failure("not_found"));

  if (input.choice === "new" && !isRecent((await deps.attempts.inSession(actor.sessionId)).sessionAgeMs))
    return err(failure("sign_in_again"));
  const registration = await deps.registrations.byId(attempt.registrationId);
  // It was given at addresses that are not the provider's any more.
  if (registration?.environmentId !== attempt.environmentId) return err(failure("expired"));
  // It waits on, for as long as it would have.
  if (registration.isInEmergency) return err(failure("stopped"));
  const sealed = await deps.attempts.takeHeld(attempt.id, HOLD_SECONDS);
  if (sealed === null) return err(failure("expired"));
  const opened = deps.sealer.open(sealed, heldContext(attempt));
  if (!opened.ok) return err(failure("key_unavailable", opened.error.code));
  const { brought, source } = JSON.parse(opened.value) as HeldGrant;

  const stored =
    input.choice === "new"
      ? await storeAsNew(deps, actor, source, brought, labelFrom(brought.identity.name) ?? attempt.label)
      : await storeInPlace(deps, actor, source, brought, repaired);
  if (typeof stored === "string") {
    await discardHeld(deps, { brought, source });
    return err(failure(WHY_NOT[stored]));
  }
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
  const { replaced } = stored;
  if (replaced) deps.afterwards("ending a replaced grant broke", () => endReplaced(deps, replaced, brought.tokens));
  return ok({ connectionId: stored.id, label: stored.label });
}

const WHY_NOT = {
  account_conflict: "other_owner",
  other_account: "not_usable",
  ending: "not_usable",
  elsewhere: "not_usable",
  stopped: "stopped",
} as const satisfies Record<Exclude<Stored, object>, FailureCode>;

/** The provider's name for an account as a label; null where it has none that may stand there. */
const labelFrom = (name: string | null): string | null => name && cleanLabel([...name].slice(0, 40).join(""));

/** It went nowhere, so it must not live on. */
async function discardHeld(deps: Dependencies, { brought, source }: HeldGrant): Promise<void> {
  const registration = await deps.registrations.byId(source.registrationId);
  const target = registration && resolveTarget(deps, registration, source);
  if (target?.ok) await discardGrant(deps, target.value, brought.tokens, brought.identity);
}
