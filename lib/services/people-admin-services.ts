import { adminPeople, adminPerson, invitePage, managedPerson, rolesPage } from "./admin-people";
import { auditEvent, auditList, checkAudit, exportAudit } from "./audit-trail";
import { inviteSomebody } from "./invite-somebody";
import { changeRole, deactivatePerson, reactivatePerson, signOutPerson } from "./manage-people";
import type { AdminPeopleServices, AuditServices } from "./people-contract";
import type { PeopleAdminDependencies } from "./people-dependencies";

/** People and the log of what they did, with the dependencies filled in. */
export const peopleAdminServices = (
  deps: PeopleAdminDependencies,
  track: <T>(work: Promise<T>) => Promise<T>,
): AdminPeopleServices & AuditServices => ({
  adminPeople: (actor, asked) => adminPeople(deps, actor, asked),
  adminPerson: (actor, id) => adminPerson(deps, actor, id),
  managedPerson: (actor, id) => managedPerson(deps, actor, id),
  invitePage: (actor) => invitePage(actor),
  rolesPage: (actor) => rolesPage(actor),
  inviteSomebody: (actor, person) => inviteSomebody(deps, actor, person),
  changeRole: (actor, input) => changeRole(deps, actor, input),
  signOutPerson: (actor, id) => signOutPerson(deps, actor, id),
  deactivatePerson: (actor, input) => track(deactivatePerson(deps, actor, input)),
  reactivatePerson: (actor, id) => reactivatePerson(deps, actor, id),
  auditList: (actor, asked) => auditList(deps, actor, asked),
  auditEvent: (actor, id) => auditEvent(deps, actor, id),
  exportAudit: (actor, asked, format) => exportAudit(deps, actor, asked, format),
  checkAudit: (actor) => checkAudit(deps, actor),
});
