import { deviceWords } from "../core/device-words";
import { failure } from "../core/errors";
import { looksLikeId } from "../core/ids";
import type { ListedPerson, PeopleFilter } from "../core/ports/admin-people";
import { err, ok } from "../core/result";
import { isRole, may, ROLES, type Role } from "../core/roles";
import type { PeopleQuery, PersonStanding, PersonView } from "../views/people";
import type { Actor } from "./actor";
import { placeView } from "./admin-provider";
import type { AdminPeopleServices } from "./people-contract";
import type { PeopleAdminDependencies } from "./people-dependencies";
import { permitted, permittedResult } from "./permitted";
import { presentAudit } from "./present-audit";

const A_PAGE = 50;
const SHORTEST_SEARCH = 2;
const LONGEST_SEARCH = 100;
/** Counting on would cost more than the exact number is worth. */
const COUNTED = 10_000;
const HISTORY = 20;
const STANDINGS = ["in", "invited", "deactivated"] as const;

/** Sellers and read-only admins are managed by admins; admins and owners by owners (`ux.md` 2.16). */
export const permissionOver = (role: Role) => (role === "admin" || role === "owner" ? "manage_admins" : "manage_people");

export const standingOf = ({ disabledAt, invitedUntil }: ListedPerson): PersonStanding =>
  disabledAt !== null ? "deactivated" : invitedUntil !== null ? "invited" : "in";

export const presentPerson = (person: ListedPerson): PersonView => ({
  id: person.id,
  name: person.name,
  email: person.email,
  role: person.role,
  standing: standingOf(person),
  connections: person.connections,
  sessions: person.sessions,
  lastSeenAt: person.lastSeenAt?.toISOString() ?? null,
  signsIn: person.bySignInService ? "service" : "link",
  createdAt: person.createdAt.toISOString(),
});

/** Everybody, newest first, as the address asks for them. What it asks and nobody knows is left out. */
export function adminPeople(
  deps: PeopleAdminDependencies,
  actor: Actor,
  sent: PeopleQuery,
): ReturnType<AdminPeopleServices["adminPeople"]> {
  return permitted(actor, "see_people", async () => {
    const asked = understood(sent);
    const filter = filterOf(asked);
    const start =
      asked.older !== ""
        ? { towards: "older" as const, from: asked.older }
        : asked.newer !== ""
          ? { towards: "newer" as const, from: asked.newer }
          : null;
    const [first, found] = await Promise.all([
      deps.adminPeople.page(filter, start, A_PAGE),
      deps.adminPeople.count(filter, COUNTED + 1),
    ]);
    // Going back towards the newest ends at the very first page, which is full.
    const page = start?.towards === "newer" && !first.newer ? await deps.adminPeople.page(filter, null, A_PAGE) : first;
    return {
      rows: page.rows.map(presentPerson),
      asked,
      tooShort: asked.q !== "" && filter.search === null,
      matching: Math.min(found, COUNTED),
      matchingIsLeast: found > COUNTED,
      older: page.older ? (page.rows.at(-1)?.id ?? null) : null,
      newer: page.newer ? (page.rows[0]?.id ?? null) : null,
      mayInvite: may(actor.role, "manage_people"),
      shownAt: deps.clock.now().toISOString(),
    };
  });
}

function understood({ role, state, q, older, newer }: PeopleQuery): PeopleQuery {
  const id = (text: string) => (looksLikeId("usr", text) ? text : "");
  return {
    role: isRole(role) ? role : "",
    state: STANDINGS.find((standing) => standing === state) ?? "",
    q: q.normalize("NFC").trim().slice(0, LONGEST_SEARCH),
    older: id(older),
    newer: id(older) === "" ? id(newer) : "",
  };
}

const filterOf = ({ role, state, q }: PeopleQuery): PeopleFilter => ({
  role: isRole(role) ? role : null,
  state: STANDINGS.find((standing) => standing === state) ?? null,
  search: [...q].length < SHORTEST_SEARCH ? null : q,
});

/** One person: who they are, where they are signed in, what they did and what was done to them. */
export function adminPerson(
  deps: PeopleAdminDependencies,
  actor: Actor,
  id: string,
): ReturnType<AdminPeopleServices["adminPerson"]> {
  return permittedResult(actor, "see_people", async () => {
    const person = looksLikeId("usr", id) ? await deps.adminPeople.one(id) : null;
    if (person === null) return err(failure("not_found"));
    const [sessions, history, isLastOwner] = await Promise.all([
      deps.accounts.sessionsOf(id),
      deps.auditReads.ofPerson(id, HISTORY),
      person.role === "owner" ? deps.accounts.isLastOwner(id) : false,
    ]);
    const mayManage = !person.forgotten && may(actor.role, permissionOver(person.role));
    return ok({
      person: presentPerson(person),
      isReader: id === actor.userId,
      isLastOwner,
      roles: mayManage && !isLastOwner ? ROLES.filter((role) => may(actor.role, permissionOver(role))) : [],
      mayManage,
      leaving: person.leaving === null ? null : { how: person.leaving, to: person.leavingTo },
      sessions: sessions.map((row) => ({
        id: row.id,
        device: deviceWords(row.userAgent),
        signedInAt: row.createdAt.toISOString(),
        lastSeenAt: row.lastSeenAt.toISOString(),
      })),
      history: history.map(presentAudit),
      shownAt: deps.clock.now().toISOString(),
    });
  });
}

/** One person whom the actor may manage, with what would be left of theirs. */
export function managedPerson(
  deps: PeopleAdminDependencies,
  actor: Actor,
  id: string,
): ReturnType<AdminPeopleServices["managedPerson"]> {
  return permittedResult(actor, "manage_people", async () => {
    const view = await adminPerson(deps, actor, id);
    if (!view.ok) return view;
    if (!view.value.mayManage) return err(failure("not_allowed"));
    const places = await deps.adminPeople.livePlaces(id);
    return ok({ ...view.value, places: places.map((place) => ({ provider: placeView(deps, place), count: place.count })) });
  });
}

export const invitePage = (actor: Actor): ReturnType<AdminPeopleServices["invitePage"]> =>
  permitted(actor, "manage_people", async () => ROLES.filter((role) => may(actor.role, permissionOver(role))));

export const rolesPage = (actor: Actor): ReturnType<AdminPeopleServices["rolesPage"]> =>
  permitted(actor, "see_people", async () => true as const);
