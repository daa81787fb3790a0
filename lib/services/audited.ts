import type { Failure } from "../core/errors";
import { err, type Result } from "../core/result";
import { kindOf, type Permission, seesAdminPages } from "../core/roles";
import type { Actor } from "./actor";
import type { Dependencies } from "./dependencies";
import { permittedResult } from "./permitted";

type Act = {
  /** As the audit calls it. */
  readonly action: string;
  /** Public id of what it is done to; null: many things, or none. */
  readonly object: string | null;
};

/**
 * An act of an admin of which the audit also tells that it was denied or failed. That it was done is written by the act
 * itself, in the transaction that does it.
 *
 * @returns as `permittedResult`, or what `run` returns
 */
export async function audited<T>(
  deps: Pick<Dependencies, "audit">,
  actor: Actor,
  permission: Permission,
  { action, object }: Act,
  run: () => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  const result = await permittedResult(actor, permission, run);
  // For whoever sees no admin page the act does not exist, so there is nothing that was denied.
  if (result.ok || !seesAdminPages(actor.role) || result.error.code === "not_found") return result;
  await deps.audit.write({
    action,
    actorKind: kindOf(actor.role),
    actorId: actor.userId,
    object,
    result: result.error.code === "not_allowed" ? "denied" : "failed",
    reference: result.error.reference ?? null,
    data: { code: result.error.code },
  });
  return err(result.error);
}
