import { type Failure, failure } from "../core/errors";
import { err, ok, type Result } from "../core/result";
import { seesAdminPages } from "../core/roles";
import type { Actor } from "./actor";

/** For everybody but an admin, what admins see does not exist (`security.md` E2). */
export async function adminOnly<T>(actor: Actor, read: () => Promise<T>): Promise<Result<T, Failure>> {
  return seesAdminPages(actor.role) ? ok(await read()) : err(failure("not_found"));
}
