import type { ConnectionRecord, SealedCredential } from "../connections/record";
import type { Role } from "../roles";
import type { NewAudit, NewEvent } from "./history";
import type { PersonRecord } from "./people";

/** What becomes of the connections of somebody who is deactivated. */
export const LEAVINGS = ["disconnect", "pause", "hand_over"] as const;
export type Leaving = (typeof LEAVINGS)[number];

export type PersonState = "in" | "invited" | "deactivated";

export type PeopleFilter = {
  readonly role: Role | null;
  readonly state: PersonState | null;
  /** How the name or the address begins. */
  readonly search: string | null;
};

/** A person as admins list them. Public ids. */
export type ListedPerson = Pick<PersonRecord, "id" | "name" | "email" | "role" | "disabledAt" | "invitedUntil"> & {
  readonly createdAt: Date;
  readonly forgotten: boolean;
  /** Connections that are not ended. */
  readonly connections: number;
  readonly lastSeenAt: Date | null;
  /** Whether an account at the sign-in service is theirs. */
  readonly bySignInService: boolean;
  readonly sessions: number;
  /** What is still being done with the connections of who has left; null: nothing. */
  readonly leaving: Leaving | null;
  /** The address of who gets them. */
  readonly leavingTo: string | null;
};

/** Why somebody cannot be changed: they are gone, they are the last owner, or they are so already. */
export type Kept = "not_found" | "last_owner" | "no_change";

/** Who leaves, and what becomes of what is theirs. */
export type Departing = {
  readonly personId: string;
  readonly how: Leaving;
  readonly by: string | null;
  readonly toId: string | null;
};

/** A connection that is given to another person: everything is decided while its row is held. */
export type HandOver = {
  readonly connectionId: string;
  readonly fromId: string;
  readonly toId: string;
  /**
   * Opens what is sealed for who has it now and seals it for who gets it. null: it cannot be opened any more, so it goes as
   * it is. `wait`: its key is not here now.
   */
  readonly reseal: (held: { readonly connection: ConnectionRecord; readonly sealed: string }) => SealedCredential | "wait" | null;
  readonly label: string;
  /** Tried in order where the label is taken. */
  readonly otherLabels: readonly string[];
  readonly events: (label: string) => readonly NewEvent[];
  readonly audit: (label: string) => readonly NewAudit[];
};

/**
 * `busy`: it is being renewed, or the answer to a renewal may still come. `gone`: it is not theirs any more, or has ended.
 * `no_heir`: who should get it cannot sign in.
 */
export type HandedOver = "handed_over" | "busy" | "gone" | "no_heir" | "label_taken";

/** People as admins see and change them. Each change is one transaction with its audit, and keeps at least one owner. */
export type AdminPeople = {
  readonly page: (
    filter: PeopleFilter,
    start: { readonly towards: "older" | "newer"; readonly from: string } | null,
    limit: number,
  ) => Promise<{ readonly rows: readonly ListedPerson[]; readonly newer: boolean; readonly older: boolean }>;
  readonly count: (filter: PeopleFilter, most: number) => Promise<number>;
  readonly one: (id: string) => Promise<ListedPerson | null>;
  /** Somebody who is in and could be given connections, by their address. */
  readonly heir: (email: string) => Promise<{ readonly id: string; readonly name: string } | null>;
  /** Another role is another session (ASVS 5.0 7.2.4): all of theirs end, and so does an invitation's link. */
  readonly changeRole: (id: string, role: Role, audit: NewAudit) => Promise<"done" | Kept>;
  /** @returns how many sessions ended; null: there is nobody */
  readonly signOut: (id: string, audit: NewAudit) => Promise<number | null>;
  readonly deactivate: (
    id: string,
    leaving: { readonly how: Leaving; readonly toId: string | null; readonly by: string },
    audit: NewAudit,
  ) => Promise<"done" | Kept>;
  /** Lets somebody in again; what has become of their connections stays. */
  readonly reactivate: (id: string, audit: NewAudit) => Promise<"done" | Kept>;
  /** People whose connections still wait for what becomes of them. */
  readonly departing: (limit: number) => Promise<readonly Departing[]>;
  /** How many of somebody's connections have not ended, by where they are; most first. */
  readonly livePlaces: (
    personId: string,
  ) => Promise<readonly { readonly providerId: string; readonly environmentId: string; readonly count: number }[]>;
  /** Connections of somebody that have not ended, by public id. @param after the last one of the piece before */
  readonly live: (personId: string, after: string | null, limit: number) => Promise<readonly string[]>;
  readonly handOver: (over: HandOver) => Promise<HandedOver>;
  /** Nothing is left to do. */
  readonly departed: (personId: string, audit: readonly NewAudit[]) => Promise<void>;
};
