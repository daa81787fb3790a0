import { failure } from "../core/errors";
import { err, ok } from "../core/result";
import { may, seesAdminPages } from "../core/roles";
import { inviteMail } from "../views/mails/invite-mail";
import { dateWords } from "../views/time-words";
import type { Actor } from "./actor";
import { permissionOver } from "./admin-people";
import { audited } from "./audited";
import { invitePerson } from "./invite-person";
import { isFresh } from "./manage-people";
import type { AdminPeopleServices } from "./people-contract";
import type { PeopleAdminDependencies } from "./people-dependencies";

/**
 * Lets somebody in by their address, by mail and by a link to hand on. Who has not come yet gets a new link. Who is in stays
 * as they are: another role is an act of its own. Who is to see admins' pages is invited by somebody who signed in a moment ago.
 */
export function inviteSomebody(
  deps: PeopleAdminDependencies,
  actor: Actor,
  person: Parameters<AdminPeopleServices["inviteSomebody"]>[1],
): ReturnType<AdminPeopleServices["inviteSomebody"]> {
  return audited(
    deps,
    actor,
    "manage_people",
    { action: "person_invited", object: null },
    async (): ReturnType<AdminPeopleServices["inviteSomebody"]> => {
      const name = person.name.normalize("NFC").replace(/\s+/gu, " ").trim();
      const before = await deps.people.byEmail(person.email);
      const roles = [person.role, ...(before === null ? [] : [before.role])];
      if (!roles.every((role) => may(actor.role, permissionOver(role)))) return err(failure("not_allowed"));
      if (before !== null && (before.invitedUntil === null || before.disabledAt !== null))
        return ok({ link: null, mailed: false, personId: before.id });
      // The link is shown to whoever asks for it, and what it opens is a session that is new: it must not outdo a stale one.
      if (seesAdminPages(person.role) && !(await isFresh(deps, actor))) return err(failure("sign_in_again"));
      const inviter = await deps.people.byId(actor.userId);
      const invited = await invitePerson(deps, {
        email: person.email,
        name,
        role: person.role,
        invitedBy: inviter?.name ?? null,
        by: actor.userId,
      });
      const personId = (await deps.people.byEmail(person.email))?.id ?? "";
      if (invited.link === null) return ok({ link: null, mailed: false, personId });
      const day = dateWords(invited.until, "UTC");
      const mail = inviteMail({ to: person.email, link: invited.link, role: person.role, invitedBy: inviter?.name ?? null, day });
      const mailed = await deps.mailer.send(mail).then(
        () => true,
        (error: unknown) => {
          deps.logger.warn("an invitation could not be mailed", { error });
          return false;
        },
      );
      return ok({ link: invited.link, mailed, personId });
    },
  );
}
