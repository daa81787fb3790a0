import type { Failure } from "../core/errors";
import { failure } from "../core/errors";
import type { ListedPerson } from "../core/ports/admin-people";
import type { NewAudit } from "../core/ports/history";
import { err, ok, type Result } from "../core/result";
import { may, type Role } from "../core/roles";
import type { Actor } from "./actor";
import { permissionOver } from "./admin-people";
import { audited } from "./audited";
import type { AdminPeopleServices } from "./people-contract";
import type { PeopleAdminDependencies } from "./people-dependencies";
import { isRecent } from "./recent-sign-in";
import { seeOff } from "./see-off";

/** Whoever changes what somebody may do proved not longer ago than this that it is them (`ux.md` 2.0, the last step of its ladder). */
const RECENT_MS = 10 * 60_000;
/** So many connections are dealt with before the answer; the others follow by themselves. */
const AT_ONCE = 100;

export const actOf = (actor: Actor, action: string, object: string | null, data: NewAudit["data"] = {}): NewAudit => ({
  action,
  actorKind: "admin",
  actorId: actor.userId,
  object,
  result: "done",
  data,
});

/** Somebody whom the actor may manage, in the role they have and in each they would get. */
async function managed(
  deps: PeopleAdminDependencies,
  actor: Actor,
  id: string,
  next: readonly Role[] = [],
): Promise<Result<ListedPerson, Failure>> {
  const person = await deps.adminPeople.one(id);
  if (person === null || person.forgotten) return err(failure("not_found"));
  const allowed = [person.role, ...next].every((role) => may(actor.role, permissionOver(role)));
  return allowed ? ok(person) : err(failure("not_allowed"));
}

/** Whether who acts proved a moment ago that it is them. */
export const isFresh = async (deps: PeopleAdminDependencies, actor: Actor): Promise<boolean> =>
  isRecent((await deps.attempts.inSession(actor.sessionId)).sessionAgeMs, RECENT_MS);

/** Gives somebody another role; every session of theirs ends with the old one (`security.md` E4, E5). */
export function changeRole(
  deps: PeopleAdminDependencies,
  actor: Actor,
  { id, role }: Parameters<AdminPeopleServices["changeRole"]>[1],
): ReturnType<AdminPeopleServices["changeRole"]> {
  return audited(deps, actor, "manage_people", { action: "role_changed", object: id }, async () => {
    const person = await managed(deps, actor, id, [role]);
    if (!person.ok) return person;
    if (!(await isFresh(deps, actor))) return err(failure("sign_in_again"));
    const changed = await deps.adminPeople.changeRole(id, role, actOf(actor, "role_changed", id));
    if (changed === "not_found") return err(failure("not_found"));
    return changed === "last_owner"
      ? err(failure("last_admin"))
      : ok({ name: person.value.name, linkEnded: person.value.invitedUntil !== null });
  });
}

/** Ends every session of somebody, at once. */
export function signOutPerson(
  deps: PeopleAdminDependencies,
  actor: Actor,
  id: string,
): ReturnType<AdminPeopleServices["signOutPerson"]> {
  return audited(deps, actor, "manage_people", { action: "person_signed_out", object: id }, async () => {
    const person = await managed(deps, actor, id);
    if (!person.ok) return person;
    const count = await deps.adminPeople.signOut(id, actOf(actor, "person_signed_out", id));
    return count === null ? err(failure("not_found")) : ok({ name: person.value.name, count });
  });
}

/** Shuts somebody out at once. What becomes of their connections is decided with it, and done by whichever process comes to it. */
export function deactivatePerson(
  deps: PeopleAdminDependencies,
  actor: Actor,
  { id, how, heir, typed }: Parameters<AdminPeopleServices["deactivatePerson"]>[1],
): ReturnType<AdminPeopleServices["deactivatePerson"]> {
  return audited(deps, actor, "manage_people", { action: "person_deactivated", object: id }, async () => {
    const person = await managed(deps, actor, id);
    if (!person.ok) return person;
    if (id === actor.userId) return err(failure("not_usable"));
    if (!(await isFresh(deps, actor))) return err(failure("sign_in_again"));
    const { email, name } = person.value;
    if (typed.trim().toLowerCase() !== (email ?? name).toLowerCase()) return err(failure("email_differs"));
    const to = how === "hand_over" ? await deps.adminPeople.heir(heir) : null;
    if (how === "hand_over" && (to === null || to.id === id)) return err({ ...failure("value_invalid"), field: "heir" });
    const toId = to?.id ?? null;
    const done = await deps.adminPeople.deactivate(
      id,
      { how, toId, by: actor.userId },
      actOf(actor, "person_deactivated", id, { connections: how, ...(toId !== null && { to: toId }) }),
    );
    if (done === "not_found") return err(failure("not_found"));
    if (done === "last_owner") return err(failure("last_admin"));
    if (done === "done") await seeOff(deps, { personId: id, how, by: actor.userId, toId }, AT_ONCE);
    const left = (await deps.adminPeople.one(id))?.leaving === null ? 0 : 1;
    return ok({ name, left });
  });
}

/** Lets somebody in again, with the role they had. */
export function reactivatePerson(
  deps: PeopleAdminDependencies,
  actor: Actor,
  id: string,
): ReturnType<AdminPeopleServices["reactivatePerson"]> {
  return audited(deps, actor, "manage_people", { action: "person_reactivated", object: id }, async () => {
    const person = await managed(deps, actor, id);
    if (!person.ok) return person;
    if (!(await isFresh(deps, actor))) return err(failure("sign_in_again"));
    const done = await deps.adminPeople.reactivate(id, actOf(actor, "person_reactivated", id));
    return done === "not_found" ? err(failure("not_found")) : ok({ name: person.value.name });
  });
}
