import type { Language } from "../language";
import type { Role } from "../roles";
import type { NewAudit } from "./history";

/** A person's row. Ids are public ids. */
export type PersonRecord = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly emailVerifiedAt: Date | null;
  readonly role: Role;
  readonly timeZone: string | null;
  readonly theme: "system" | "light" | "dark";
  readonly density: "normal" | "compact";
  /** null: none chosen, so as their browser asks. */
  readonly language: Language | null;
  /** Whether a single letter on a page does something (WCAG 2.2, 2.1.4). */
  readonly singleKeys: boolean;
  readonly disabledAt: Date | null;
  /** Invited and not in yet: until when they may come; null: they are in. */
  readonly invitedUntil: Date | null;
};

/** What became of a mailed link: it can sign in, it did, or its time is over. */
export type LinkState = "open" | "used" | "expired";

export type SessionRecord = {
  readonly id: string;
  readonly person: PersonRecord;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
};

/** What the sign-in library's adapter needs of the database. Tokens arrive hashed; raw ones never reach this port. */
export type PeopleRepository = {
  readonly byId: (id: string) => Promise<PersonRecord | null>;
  /** Without regard to case. */
  readonly byEmail: (email: string) => Promise<PersonRecord | null>;
  readonly markEmailVerified: (id: string) => Promise<PersonRecord>;
  /** Whoever has a session is in: an open invitation of theirs is accepted by it. */
  readonly createSession: (input: {
    readonly tokenHash: string;
    readonly personId: string;
    readonly expiresAt: Date;
    readonly userAgent: string | null;
  }) => Promise<SessionRecord>;
  /** Null when unknown, ended, past its end, idle for too long, or when the person is disabled. */
  readonly sessionByTokenHash: (tokenHash: string) => Promise<SessionRecord | null>;
  /** @param olderThan leaves alone what was seen since then; left out: nothing */
  readonly touchSession: (tokenHash: string, at: Date, olderThan?: Date) => Promise<void>;
  readonly endSessionByTokenHash: (tokenHash: string) => Promise<void>;
  readonly createVerification: (input: {
    readonly identifier: string;
    readonly tokenHash: string;
    readonly expiresAt: Date;
  }) => Promise<void>;
  /** Marks it in one statement, so that a link works once. Null: it is used, run out, or none of ours. */
  readonly useVerification: (input: {
    readonly identifier: string;
    readonly tokenHash: string;
  }) => Promise<{ readonly expiresAt: Date } | null>;
  /** Null: there is no such link, or it is more than a day old. */
  readonly linkState: (tokenHash: string) => Promise<LinkState | null>;
};

/** A person's own sessions and settings, and the made-up people of a trial. */
export type AccountRepository = {
  readonly sessionsOf: (
    personId: string,
  ) => Promise<
    readonly { readonly id: string; readonly userAgent: string | null; readonly createdAt: Date; readonly lastSeenAt: Date }[]
  >;
  /** Ends one session of this person. False: it is none of theirs. */
  readonly endSession: (personId: string, sessionId: string, audit: NewAudit) => Promise<boolean>;
  readonly endOtherSessions: (personId: string, keepSessionId: string, audit: NewAudit) => Promise<number>;
  readonly updateProfile: (
    personId: string,
    change: Pick<PersonRecord, "name" | "timeZone" | "theme" | "density" | "language" | "singleKeys">,
  ) => Promise<void>;
  readonly setTheme: (personId: string, theme: PersonRecord["theme"]) => Promise<void>;
  readonly setLanguage: (personId: string, language: PersonRecord["language"]) => Promise<void>;
  /** Makes or finds a person by address. An existing role is changed, an existing name is kept. */
  readonly invite: (
    person: { readonly id: string; readonly name: string; readonly email: string; readonly role: PersonRecord["role"] },
    audit: NewAudit,
  ) => Promise<PersonRecord>;
  /**
   * The one act of forgetting a person: their sessions and links end, their name and address are gone, they cannot sign in.
   * Everything else follows from it, in whatever process.
   *
   * @returns their public id; null: nobody has this address
   */
  readonly forget: (email: string, audit: NewAudit) => Promise<string | null>;
  /** The same for somebody who asked for it. False, and nothing is done: they are the last owner. */
  readonly forgetOne: (personId: string, audit: NewAudit) => Promise<boolean>;
  /** Whether they are an owner, and nobody else who can sign in is one. */
  readonly isLastOwner: (personId: string) => Promise<boolean>;
  readonly demoPeople: () => Promise<readonly PersonRecord[]>;
  readonly ensureDemoPerson: (person: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly role: PersonRecord["role"];
  }) => Promise<void>;
  /** Deletes what has run out: sessions, mailed links, and people to be forgotten whose last connection has ended. */
  readonly forgetEnded: () => Promise<void>;
};

/** The trial's local mailbox. */
export type MailboxRepository = {
  readonly add: (message: {
    readonly id: string;
    readonly to: string;
    readonly subject: string;
    readonly text: string;
    /** One that is there already is the same mail, handed over again. */
    readonly messageId?: string;
  }) => Promise<void>;
  readonly newest: (
    limit: number,
  ) => Promise<
    readonly { readonly id: string; readonly to: string; readonly subject: string; readonly text: string; readonly at: Date }[]
  >;
};
