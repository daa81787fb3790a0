import type { Role } from "../core/roles";
import type { AuditEventView } from "./audit";
import type { ProviderView } from "./connection";
import type { SessionView } from "./person";

export type PersonStanding = "in" | "invited" | "deactivated";

/** A person as admins list them. Instants are ISO 8601. */
export type PersonView = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly standing: PersonStanding;
  /** Connections that are not ended. */
  readonly connections: number;
  readonly sessions: number;
  readonly lastSeenAt: string | null;
  /** How they sign in: by a mailed link, or by the sign-in service as well. */
  readonly signsIn: "link" | "service";
  readonly createdAt: string;
};

/** What the address of the list asks for. Empty strings ask for nothing. */
export type PeopleQuery = {
  readonly role: string;
  readonly state: string;
  readonly q: string;
  readonly older: string;
  readonly newer: string;
};

export type PeopleListView = {
  readonly rows: readonly PersonView[];
  readonly asked: PeopleQuery;
  readonly tooShort: boolean;
  readonly matching: number;
  readonly matchingIsLeast: boolean;
  readonly older: string | null;
  readonly newer: string | null;
  /** Whether the reader may invite somebody. */
  readonly mayInvite: boolean;
  readonly shownAt: string;
};

export type AdminPersonView = {
  readonly person: PersonView;
  readonly isReader: boolean;
  readonly isLastOwner: boolean;
  /** Roles that the reader may give this person; none: they may not change them. */
  readonly roles: readonly Role[];
  /** Whether the reader may sign them out, deactivate them, or let them in again. */
  readonly mayManage: boolean;
  /** What is still being done with their connections; null: nothing. */
  readonly leaving: { readonly how: "disconnect" | "pause" | "hand_over"; readonly to: string | null } | null;
  readonly sessions: readonly Omit<SessionView, "isThis">[];
  readonly history: readonly AuditEventView[];
  readonly shownAt: string;
};

/** Somebody who may be shut out, with where their connections are. */
export type LeavingPersonView = AdminPersonView & {
  readonly places: readonly { readonly provider: ProviderView; readonly count: number }[];
};
