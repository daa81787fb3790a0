import type { Failure } from "../core/errors";
import type { Result } from "../core/result";
import type { Role } from "../core/roles";
import type { AuditEventView, AuditListView, AuditQuery, ChainView } from "../views/audit";
import type { AdminPersonView, LeavingPersonView, PeopleListView, PeopleQuery } from "../views/people";
import type { Actor } from "./actor";

/** Who works here, and what each may do. Acts that end or give rights ask for a recent sign-in: `sign_in_again`. */
export type AdminPeopleServices = {
  readonly adminPeople: (actor: Actor, asked: PeopleQuery) => Promise<Result<PeopleListView, Failure>>;
  readonly adminPerson: (actor: Actor, id: string) => Promise<Result<AdminPersonView, Failure>>;
  /** The same for who may manage that person, with how many connections they have where. */
  readonly managedPerson: (actor: Actor, id: string) => Promise<Result<LeavingPersonView, Failure>>;
  /** Roles that the actor may give to whom they invite. */
  readonly invitePage: (actor: Actor) => Promise<Result<readonly Role[], Failure>>;
  /** Whether the actor may read what each role may do. */
  readonly rolesPage: (actor: Actor) => Promise<Result<true, Failure>>;
  /** `link` is told this once; null: they are in already, and nothing was changed. */
  readonly inviteSomebody: (
    actor: Actor,
    person: { readonly email: string; readonly name: string; readonly role: Role },
  ) => Promise<Result<{ readonly link: string | null; readonly mailed: boolean; readonly personId: string }, Failure>>;
  /** @returns `linkEnded`: they have not come yet, and the link that they were sent works no more */
  readonly changeRole: (
    actor: Actor,
    input: { readonly id: string; readonly role: Role },
  ) => Promise<Result<{ readonly name: string; readonly linkEnded: boolean }, Failure>>;
  /** @returns how many sessions ended */
  readonly signOutPerson: (
    actor: Actor,
    id: string,
  ) => Promise<Result<{ readonly name: string; readonly count: number }, Failure>>;
  /**
   * @param input `typed` is what was typed to be sure: the person's address. `value_invalid` with the field `heir`: nobody
   *   of that address could be given connections.
   */
  readonly deactivatePerson: (
    actor: Actor,
    input: {
      readonly id: string;
      readonly how: "disconnect" | "pause" | "hand_over";
      readonly heir: string;
      readonly typed: string;
    },
  ) => Promise<Result<{ readonly name: string; readonly left: number }, Failure>>;
  readonly reactivatePerson: (actor: Actor, id: string) => Promise<Result<{ readonly name: string }, Failure>>;
};

/** The log of who did what. */
export type AuditServices = {
  readonly auditList: (actor: Actor, asked: AuditQuery) => Promise<Result<AuditListView, Failure>>;
  readonly auditEvent: (actor: Actor, id: string) => Promise<Result<AuditEventView, Failure>>;
  /** All of it in pieces, newest first. That it was taken, and how much of it, is an act of its own. */
  readonly exportAudit: (
    actor: Actor,
    asked: AuditQuery,
    format: "csv" | "ndjson",
  ) => Promise<Result<AsyncIterable<readonly AuditEventView[]>, Failure>>;
  /** Looks at the whole chain now. */
  readonly checkAudit: (actor: Actor) => Promise<Result<ChainView, Failure>>;
};
