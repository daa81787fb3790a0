/** A person's row. Ids are public ids. */
export type PersonRecord = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly emailVerifiedAt: Date | null;
  readonly role: "seller" | "admin";
  readonly timeZone: string | null;
  readonly theme: "system" | "light" | "dark";
  readonly disabledAt: Date | null;
};

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
  readonly createSession: (input: { readonly tokenHash: string; readonly personId: string; readonly expiresAt: Date; readonly userAgent: string | null }) => Promise<SessionRecord>;
  /** Null when unknown, ended, past its end, or when the person is disabled. */
  readonly sessionByTokenHash: (tokenHash: string) => Promise<SessionRecord | null>;
  readonly touchSession: (tokenHash: string, at: Date) => Promise<void>;
  readonly endSessionByTokenHash: (tokenHash: string) => Promise<void>;
  readonly createVerification: (input: { readonly identifier: string; readonly tokenHash: string; readonly expiresAt: Date }) => Promise<void>;
  /** Deletes and returns it in one statement, so that a link works once. */
  readonly useVerification: (input: { readonly identifier: string; readonly tokenHash: string }) => Promise<{ readonly expiresAt: Date } | null>;
};
