import type { NewAudit } from "./history";
import type { PersonRecord } from "./people";

/** Somebody who may come in and has not yet. */
export type InvitationRecord = {
  readonly person: PersonRecord;
  /** Who invited them; null: whoever runs this deployment. */
  readonly invitedBy: string | null;
  readonly until: Date;
};

/** Invitations. The token of a link arrives as a digest; the raw one never reaches this port. */
export type InvitationRepository = {
  /**
   * Makes a person who may come in, or renews the invitation of one who has not come yet: the link before
   * no longer works. Who is in already gets the role, and signs in anew where it is another.
   *
   * @returns whether they are `invited` now, or a `member` who needs no link; `last_owner`: nothing was changed, since nobody
   *   would be left who can make owners
   */
  readonly invite: (
    person: { readonly id: string; readonly name: string; readonly email: string; readonly role: PersonRecord["role"] },
    link: { readonly tokenHash: string; readonly until: Date; readonly invitedBy: string | null },
    audit: NewAudit,
  ) => Promise<"invited" | "member" | "last_owner">;
  /** Also one that has run out; null: used, renewed, declined, or never given. */
  readonly byTokenHash: (tokenHash: string) => Promise<InvitationRecord | null>;
  /** Uses the link up, in one statement. Null: it does not let anybody in. */
  readonly accept: (tokenHash: string, audit: NewAudit) => Promise<PersonRecord | null>;
  /** Forgets the person whom nobody has seen yet. False: the link does not let anybody in. */
  readonly decline: (tokenHash: string, audit: NewAudit) => Promise<boolean>;
};

/** A person's account at a sign-in service: who issued it, and what they call it (OpenID Connect Core 1.0 §2, `iss` and `sub`). */
export type ServiceAccount = { readonly issuer: string; readonly subject: string };

export type ServiceAccountRepository = {
  readonly personOf: (account: ServiceAccount) => Promise<PersonRecord | null>;
  /** Remembers whose it is. False: it is somebody else's, or this person has another one there. */
  readonly bind: (personId: string, account: ServiceAccount, audit: NewAudit) => Promise<boolean>;
};

/** How a first start is told apart from every other, and what its page can find out about the machine. */
export type SetupStore = {
  /** Whether there is nobody at all. */
  readonly isEmpty: () => Promise<boolean>;
  /** Keeps the digest of the code. @param replace false: only where none is kept. @returns whether it was kept */
  readonly keepCode: (codeHash: string, replace: boolean) => Promise<boolean>;
  readonly isCode: (codeHash: string) => Promise<boolean>;
  readonly forgetCode: () => Promise<void>;
  /** Uses the code up and makes the one person there is. Null: the code is not the one, or somebody is there already. */
  readonly makeFirstAdmin: (
    codeHash: string,
    person: { readonly id: string; readonly name: string; readonly email: string },
    audit: NewAudit,
  ) => Promise<PersonRecord | null>;
  /** The database's own name and clock. */
  readonly describe: () => Promise<{ readonly version: string; readonly now: Date }>;
};

/** Counts tries over all processes of the deployment. */
export type Throttle = {
  /**
   * Counts one more.
   *
   * @param key a digest, so that nobody's address is kept
   * @returns how many there are in this window, and how long it lasts
   */
  readonly count: (key: string, windowSeconds: number) => Promise<{ readonly tries: number; readonly resetsInSeconds: number }>;
};
