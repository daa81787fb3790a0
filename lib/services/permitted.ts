import { type Failure, failure } from "../core/errors";
import { err, ok, type Result } from "../core/result";
import { may, type Permission, seesAdminPages } from "../core/roles";
import type { Actor } from "./actor";

/**
 * Does something that a role allows. For whoever sees no admin page it does not exist (`security.md` E2); whoever sees
 * them and may not do this is told so.
 *
 * @returns `not_found` to sellers, `not_allowed` to admins whose role does not allow it
 */
export async function permitted<T>(actor: Actor, permission: Permission, run: () => Promise<T>): Promise<Result<T, Failure>> {
  if (may(actor.role, permission)) return ok(await run());
  return err(refusal(actor));
}

/** The same for what may fail by itself. */
export async function permittedResult<T>(
  actor: Actor,
  permission: Permission,
  run: () => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  return may(actor.role, permission) ? run() : err(refusal(actor));
}

const refusal = (actor: Actor): Failure => failure(seesAdminPages(actor.role) ? "not_allowed" : "not_found");
