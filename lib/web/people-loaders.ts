import "server-only";
import { cache } from "react";
import type { Role } from "../core/roles";
import { runtime } from "../runtime/current";
import type { AuditEventView, AuditListView, AuditQuery } from "../views/audit";
import type { TwoWindows } from "../views/availability";
import type { AdminPersonView, LeavingPersonView, PeopleListView } from "../views/people";
import { routes } from "../views/routes";
import type { TypedBack } from "../views/typed-back";
import { found, takeFlash } from "./loaders";
import { typedBefore } from "./provider-loaders";
import { one, type SearchParams, type SearchParamsSent } from "./search-params";
import { requireActor } from "./session";

/** The flash that carries a new invitation's link to the one page that shows it. */
export const INVITED = "admin.people.invited";

export async function loadPeople(searchParams: SearchParams): Promise<PeopleListView | null> {
  const actor = await requireActor();
  const sent = await searchParams;
  const read = (name: string): string => one(sent, name) ?? "";
  const asked = { role: read("role"), state: read("state"), q: read("q"), older: read("older"), newer: read("newer") };
  return found(await runtime().services.adminPeople(actor, asked));
}

/** The title and the page ask for the same person; they are read once. */
export const loadPerson = cache(
  async (id: string): Promise<AdminPersonView | null> => found(await runtime().services.adminPerson(await requireActor(), id)),
);

/** For the page between the wish to deactivate somebody and the deed. */
export const loadManaged = cache(
  async (id: string): Promise<LeavingPersonView | null> =>
    found(await runtime().services.managedPerson(await requireActor(), id)),
);

export type InviteForm = { readonly roles: readonly Role[]; readonly link: string | null; readonly typed: TypedBack };

/** Roles that the reader may give somebody; null: they may invite nobody. `link`: of an invitation that was made a moment ago. */
export async function loadInvite(searchParams: SearchParams): Promise<InviteForm | null> {
  const roles = found(await runtime().services.invitePage(await requireActor()));
  const typed = await typedBefore(await searchParams);
  const flash = await takeFlash();
  const token = flash?.text === INVITED ? flash.values["token"] : undefined;
  return roles && { roles, link: token ? `${runtime().settings.appOrigin}${routes.invite(token)}` : null, typed };
}

/** Of all that somebody has or had connected. */
export async function loadPersonAvailability(id: string): Promise<TwoWindows | null> {
  if ((await loadPerson(id)) === null) return null;
  const usable = await runtime().services.availabilityOfPerson(await requireActor(), id);
  return usable.ok ? usable.value : null;
}

/** Whether the table of roles is for the reader. */
export const loadRoles = async (): Promise<true | null> => found(await runtime().services.rolesPage(await requireActor()));

/** What an address of the log, or of its file, asks for. */
export function auditQuery(sent: SearchParamsSent): AuditQuery {
  const read = (name: string): string => one(sent, name) ?? "";
  return {
    action: read("action"),
    who: read("who"),
    object: read("object"),
    result: read("result"),
    from: read("from"),
    reference: read("reference"),
    since: read("since"),
    until: read("until"),
    older: read("older"),
    newer: read("newer"),
  };
}

export async function loadAudit(searchParams: SearchParams): Promise<AuditListView | null> {
  const actor = await requireActor();
  return found(await runtime().services.auditList(actor, auditQuery(await searchParams)));
}

export const loadAuditEvent = cache(
  async (id: string): Promise<AuditEventView | null> => found(await runtime().services.auditEvent(await requireActor(), id)),
);
