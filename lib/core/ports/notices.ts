import type { NoticeChoice, NoticeKind } from "../notices/notice";
import type { OpenNotice, Plan, Reader } from "../notices/plan";
import type { Derivation } from "./admin";
import type { PersonRecord } from "./people";

/** What the words about a notice need besides its connection; what there is depends on its kind. */
export type NoticeData = {
  /** Why its seller must reconnect: a `ReauthReason`, or `access_ended`. */
  readonly reason?: string;
  /** ISO 8601. */
  readonly endsAt?: string;
  readonly days?: number;
  /** ISO 8601. */
  readonly since?: string;
  /** `team`: an admin says so. */
  readonly why?: "provider" | "setup" | "team";
  /** What they say, in their own words. */
  readonly note?: string;
  /** How many connections it touches, and how the first of them are called. */
  readonly count?: number;
  readonly labels?: readonly string[];
  readonly device?: string;
  /** The emergency after which its reader is asked back, and to what. */
  readonly emergency?: string;
  readonly items?: readonly CampaignItem[];
};

/** A connection that somebody is asked to bring back, as it was called then. `linked`: a link in the mail leads straight to it. */
export type CampaignItem = {
  readonly id: string;
  readonly label: string;
  readonly provider: string;
  readonly account: string | null;
  readonly linked: boolean;
};

/** Something that somebody is told. The connection is as it is called now; null: it is about none, or it is gone. */
export type NoticeRecord = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly at: Date;
  /** From then on it was not so any more; null: it is so. */
  readonly closedAt: Date | null;
  readonly readAt: Date | null;
  readonly providerId: string | null;
  readonly data: NoticeData;
  readonly connection: {
    readonly id: string;
    readonly label: string;
    readonly account: string | null;
    readonly environmentId: string;
  } | null;
};

/** `notice` is about one thing, `digest` about a day, `test` about nothing. */
export type MailKind = "notice" | "digest" | "test";

/** A mail that this process may hand over until its lease ends. */
export type MailToSend = {
  readonly id: string;
  readonly leaseId: string;
  readonly kind: MailKind;
  /** This one included. */
  readonly tries: number;
  readonly ageMs: number;
  readonly person: PersonRecord;
  readonly notices: readonly NoticeRecord[];
};

/** Decides with everything in hand and nobody else deciding. `now` is the database's. */
export type Decide = (notice: OpenNotice, reader: Reader, now: Date) => Plan | null;

/** The engine's side: what people are told, from the moment it is noticed until it is handed over. */
export type NoticeQueue = {
  /** Takes the turn to look; false: somebody looked less than so long ago. */
  readonly mayLook: (everyMs: number) => Promise<boolean>;
  /** Notes what only time brings about, and what is over. Safe to repeat, and beside others. */
  readonly lookAround: (derive: Derivation) => Promise<void>;
  /**
   * Decides about the notices of the next person who has some, and makes mails of those that are due. One process at a
   * time does that for a person.
   *
   * @param after where the last call ended; null at first @param newMailId gives public ids
   * @returns null: there is nobody more
   */
  readonly planNext: (after: string | null, decide: Decide, newMailId: () => string) => Promise<string | null>;
  /** Mails that are due, each for this process alone while the lease lasts. */
  readonly take: (limit: number, leaseId: string, leaseMs: number) => Promise<readonly MailToSend[]>;
  /** How it ended; nothing happens where somebody else has taken it over. */
  readonly settle: (mail: MailToSend, state: "sent" | "moot" | "given_up") => Promise<void>;
  readonly postpone: (mail: MailToSend, inMs: number) => Promise<void>;
};

/** A person's side. Every query is scoped by them. */
export type NoticeRepository = {
  /** The newest first. @param before id of the last one of the page before; null: from the newest */
  readonly list: (personId: string, before: string | null, limit: number) => Promise<readonly NoticeRecord[]>;
  readonly unread: (personId: string) => Promise<number>;
  /** Marks what they had before them, and nothing that came since. @param upTo id of the newest they saw */
  readonly markRead: (personId: string, upTo: string) => Promise<void>;
  readonly choice: (personId: string) => Promise<NoticeChoice>;
  /** What waits for a digest goes out at once when there is to be none. */
  readonly saveChoice: (personId: string, choice: NoticeChoice) => Promise<void>;
  /** Turns mail about one topic off, or about all of them. */
  readonly noMail: (personId: string, topics: NoticeChoice["noMail"]) => Promise<void>;
  /** false: there was one less than so long ago. */
  readonly askForTest: (personId: string, mailId: string, everyMs: number) => Promise<boolean>;
  readonly watch: (personId: string, providerId: string) => Promise<void>;
  readonly watched: (personId: string) => Promise<readonly string[]>;
  /** Whether there is such a connection of theirs. */
  readonly mute: (personId: string, connectionId: string, isMuted: boolean) => Promise<boolean>;
  /** null: there is no such connection of theirs. */
  readonly isMuted: (personId: string, connectionId: string) => Promise<boolean | null>;
};
