import type { VerdictKind } from "../core/connections/diagnosis/report";
import type { Failure } from "../core/errors";
import type { Language } from "../core/language";
import type { NoticeChoice } from "../core/notices/notice";
import type { PersonalData } from "../core/ports/personal-data";
import type { Result } from "../core/result";
import type { Role } from "../core/roles";
import type { ActivityEventView, ActivityView } from "../views/activity";
import type { ActivityWish } from "../views/activity-query";
import type { AdminDetailView } from "../views/admin";
import type { AdminListView } from "../views/admin-list";
import type { AdminOverviewView } from "../views/admin-overview";
import type { AdminQuery } from "../views/admin-query";
import type { CheckView, ConnectionDetailView, DashboardView, DisconnectView } from "../views/connection";
import type { DiagnosisView } from "../views/diagnosis";
import type { AttemptResultView, ConnectPageView, LeaveView, ProviderChoiceView } from "../views/flow";
import type { NoticesView } from "../views/notices";
import type { DeleteAccountView, DemoPersonView, MailboxView, SessionView } from "../views/person";
import type { RepairResultView, RepairView, ShareView } from "../views/repair";
import type { Actor } from "./actor";
import type { AdminTableServices } from "./admin-table-contract";
import type { ApiKeyServices } from "./api-keys/contract";
import type { AvailabilityServices } from "./availability-services";
import type { EmergencyServices } from "./emergency/contract";
import type { ForecastServices } from "./forecast-services";
import type { JobServices } from "./jobs/contract";
import type { KeyServices } from "./keys/key-services";
import type { OutageServices } from "./outage-contract";
import type { AdminPeopleServices, AuditServices } from "./people-contract";
import type { ProviderServices } from "./providers/contract";
import type { EngineReport } from "./read-engine";
import type { WaysInServices } from "./ways-in-contract";

/** What a person is told, and how they want to be told. */
export type NoticeServices = {
  /** @param input.before id of the last one of the page before, untrusted; null: the newest */
  readonly noticeList: (actor: Actor, input: { readonly before: string | null }) => Promise<NoticesView>;
  readonly unreadNotices: (actor: Actor) => Promise<number>;
  /** @param upTo id of the newest that they had before them, untrusted */
  readonly readNotices: (actor: Actor, upTo: string) => Promise<Result<null, Failure>>;
  readonly noticeChoice: (actor: Actor) => Promise<NoticeChoice>;
  /** @param input.mail topics that bring mail @param input.app topics that stand in the list; both untrusted */
  readonly chooseNotices: (
    actor: Actor,
    input: { readonly digest: boolean; readonly mail: readonly string[]; readonly app: readonly string[] },
  ) => Promise<void>;
  /** One a minute. */
  readonly testMail: (actor: Actor) => Promise<Result<null, Failure>>;
  /** Tells them by mail when a marketplace works again. */
  readonly watchProvider: (actor: Actor, providerId: string) => Promise<Result<{ readonly provider: string }, Failure>>;
  readonly watchedProviders: (actor: Actor) => Promise<readonly string[]>;
  readonly muteConnection: (
    actor: Actor,
    input: { readonly id: string; readonly isMuted: boolean },
  ) => Promise<Result<null, Failure>>;
  readonly isMuted: (actor: Actor, id: string) => Promise<boolean>;
  /** What a link in a mail turns off: a `NoticeTopic` or `all`. null: it is none of ours. Whoever has the link may use it. */
  readonly lessMail: (signed: string) => Promise<string | null>;
  readonly stopMail: (signed: string) => Promise<Result<null, Failure>>;
};

export type { Actor };

export type DashboardFilter = { readonly state?: string; readonly provider?: string; readonly q?: string };

/** A person as the session knows them. `timeZone` is an IANA name or null. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly timeZone: string | null;
  readonly theme: "system" | "light" | "dark";
  readonly density: "normal" | "compact";
  /** Whether a single letter on a page does something. */
  readonly singleKeys: boolean;
  readonly language: Language | null;
};

/** A flow that was written down. `browserSecret` goes into one cookie per attempt, named after `attemptId`. */
export type StartedFlow = { readonly attemptId: string; readonly browserSecret: string; readonly expiresInSeconds: number };

/** The connect flow. */
export type FlowServices = {
  readonly chooseProvider: (actor: Actor) => Promise<readonly ProviderChoiceView[]>;
  readonly connectPage: (
    actor: Actor,
    input: { readonly providerId: string; readonly environmentId?: string | null } | { readonly reconnectId: string },
  ) => Promise<Result<ConnectPageView, Failure>>;
  /** Writes the attempt. */
  readonly startConnection: (
    actor: Actor,
    input: {
      readonly providerId: string;
      readonly label: string;
      readonly scopes: readonly string[];
      /** What was typed for the definition's variables of a seller, by name. */
      readonly values?: Readonly<Record<string, string>>;
      /** Left out: the first environment that takes connections. A repair stays where it is. */
      readonly environmentId?: string | null;
      /** The number that the page has shown; left out: a new one. */
      readonly reference?: string | null;
      /** Public id of the connection to repair in place; null for a new one. */
      readonly reconnectId: string | null;
    },
  ) => Promise<Result<StartedFlow, Failure>>;
  /** What the leaving page needs. Reads only. */
  readonly leave: (
    actor: Actor,
    input: { readonly attemptId: string; readonly browserSecret: string | null },
  ) => Promise<Result<LeaveView, Failure>>;
  /**
   * The callback. Never throws for what the query holds. `attemptId` is null when no attempt of this
   * browser matches; then `outcome` says which page to show.
   */
  readonly completeConnection: (input: {
    readonly providerId: string;
    readonly registrationId: string | null;
    readonly query: string;
    readonly actor: Actor | null;
    /** The value of this browser's cookie for an attempt; null without one. */
    readonly browserSecretOf: (attemptId: string) => string | null;
  }) => Promise<{
    readonly attemptId: string | null;
    readonly outcome: string;
    /** The attempt was only reported as failed: it stays open, so its cookie must stay as well. */
    readonly staysOpen?: true;
    /** A repair link began it: its pages stand under the link, not under a session. */
    readonly byLink?: true;
  }>;
  /** What the seller decided about a grant that was held because it looks like another account. */
  readonly settleAttempt: (
    actor: Actor,
    input: { readonly attemptId: string; readonly choice: "same" | "new" },
  ) => Promise<Result<{ readonly connectionId: string; readonly label: string }, Failure>>;
  /** @param reported how a failure without proof says an open attempt ended; anything that is no such ending is passed over */
  readonly attemptResult: (
    actor: Actor,
    attemptId: string,
    reported?: string | null,
  ) => Promise<Result<AttemptResultView, Failure>>;
};

/** Reading and acting on connections. Unknown ids and other sellers' ids answer alike: `not_found`. */
export type ConnectionServices = {
  readonly dashboard: (actor: Actor, filter: DashboardFilter) => Promise<DashboardView>;
  readonly connectionDetail: (
    actor: Actor,
    input: Pick<ActivityWish, "before" | "timeZone"> &
      Partial<Pick<ActivityWish, "kind" | "from" | "to">> & { readonly id: string },
  ) => Promise<Result<ConnectionDetailView, Failure>>;
  readonly activity: (actor: Actor, wish: ActivityWish) => Promise<ActivityView>;
  /** All of it in pieces, newest first; whoever stops taking them ends the reading. */
  readonly exportActivity: (actor: Actor, wish: ActivityWish) => AsyncIterable<readonly ActivityEventView[]>;
  /** The same, with what else a disconnect would end. */
  readonly disconnectPage: (
    actor: Actor,
    input: { readonly id: string; readonly timeZone: string | null },
  ) => Promise<Result<DisconnectView, Failure>>;
  readonly refreshConnection: (
    actor: Actor,
    id: string,
  ) => Promise<Result<{ readonly did: "renewed" | "not_needed" | "busy"; readonly renewsAt: string | null }, Failure>>;
  /** Asks the provider whether access works. Fails as a renewal does where one was needed. */
  readonly checkConnection: (actor: Actor, id: string) => Promise<Result<CheckView, Failure>>;
  /** Looks at everything that a connection needs and keeps what it found for the page. */
  readonly diagnoseConnection: (actor: Actor, id: string) => Promise<Result<{ readonly verdict: VerdictKind }, Failure>>;
  readonly diagnosisPage: (actor: Actor, id: string) => Promise<Result<DiagnosisView, Failure>>;
  readonly renameConnection: (
    actor: Actor,
    input: { readonly id: string; readonly label: string },
  ) => Promise<Result<{ readonly from: string; readonly to: string }, Failure>>;
  readonly pauseConnection: (actor: Actor, id: string) => Promise<Result<{ readonly label: string }, Failure>>;
  readonly resumeConnection: (actor: Actor, id: string) => Promise<Result<{ readonly label: string }, Failure>>;
  readonly disconnectConnection: (
    actor: Actor,
    id: string,
  ) => Promise<
    Result<
      {
        readonly label: string;
        readonly provider: string;
        /** `pending`: the provider is asked again, for 24 hours at most. */
        readonly result: "confirmed" | "unconfirmed" | "no_way" | "pending";
        /** Until when access may work that was given out before; null: not known, or it does not. */
        readonly accessUntil: string | null;
      },
      Failure
    >
  >;
};

/** People and their sessions. Session tokens arrive and are stored as SHA-256 only (`security.md` E5). */
export type PeopleServices = {
  readonly needsYou: (actor: Actor) => Promise<number>;
  readonly sessions: (actor: Actor) => Promise<readonly SessionView[]>;
  /** Ends one of the actor's own sessions at once. */
  readonly endSession: (actor: Actor, sessionId: string) => Promise<Result<null, Failure>>;
  readonly endOtherSessions: (actor: Actor) => Promise<number>;
  readonly updateProfile: (
    actor: Actor,
    input: Pick<Person, "name" | "timeZone" | "theme" | "density" | "language" | "singleKeys">,
  ) => Promise<Result<null, Failure>>;
  readonly setTheme: (actor: Actor, theme: Person["theme"]) => Promise<void>;
  readonly setLanguage: (actor: Actor, language: Person["language"]) => Promise<void>;
  /** Trial only; refuse otherwise. */
  readonly demoPeople: () => Promise<readonly DemoPersonView[]>;
  /** Trial only: writes a real session row and gives the raw token for the cookie. */
  readonly demoSignIn: (input: {
    readonly personId: string;
    readonly userAgent: string | null;
  }) => Promise<
    Result<{ readonly sessionToken: string; readonly expiresAt: Date; readonly language: Person["language"] }, Failure>
  >;
  /** Trial only. */
  readonly mailbox: () => Promise<MailboxView>;
};

/** What belongs to a person as a whole. */
export type OwnAccountServices = {
  /** Everything that is kept about the actor; nothing in it opens anything. */
  readonly exportMine: (actor: Actor) => Promise<PersonalData>;
  readonly deletePage: (actor: Actor) => Promise<DeleteAccountView>;
  /**
   * Ends the actor's account: their connections first, and once none is left, all that is kept about them.
   *
   * @param input `email` as they typed it, to be sure; `step` is what their page offered
   */
  readonly deleteMine: (
    actor: Actor,
    input: { readonly email: string; readonly step: "disconnect" | "delete" },
  ) => Promise<Result<{ readonly did: "disconnected" | "deleted"; readonly count: number }, Failure>>;
};

/** What admins see of everybody's connections. For anybody else all of it is `not_found`, and nothing of it holds a secret. */
export type AdminServices = {
  /** @param range how far back its charts look, untrusted */
  readonly adminOverview: (actor: Actor, range?: string) => Promise<Result<AdminOverviewView, Failure>>;
  readonly adminConnections: (actor: Actor, asked: AdminQuery) => Promise<Result<AdminListView, Failure>>;
  /** @param shown in whose days it is told (IANA name), and which page of its history, untrusted */
  readonly adminConnection: (
    actor: Actor,
    id: string,
    shown?: { readonly timeZone: string | null; readonly before: string | null },
  ) => Promise<Result<AdminDetailView, Failure>>;
};

type Knock = { readonly code: string; readonly from: string };

/**
 * Repair links: somebody without an account here repairs one connection, and nothing else.
 *
 * `code` is what the link's address holds, `from` whoever asks, as far as that is known: too many wrong codes from there are
 * answered `too_many`. An unknown code is `not_found`.
 */
export type RepairServices = {
  readonly sharePage: (actor: Actor, id: string) => Promise<Result<ShareView, Failure>>;
  /** The code is told this once and kept nowhere. */
  readonly makeLink: (actor: Actor, id: string) => Promise<Result<{ readonly code: string }, Failure>>;
  readonly takeLinkBack: (actor: Actor, id: string) => Promise<Result<{ readonly label: string }, Failure>>;
  readonly repairPage: (knock: Knock) => Promise<Result<RepairView, Failure>>;
  /** `values`: what was typed for the definition's variables of a seller, where what is stored of them is gone. */
  readonly startRepair: (
    input: Knock & { readonly values: Readonly<Record<string, string>> },
  ) => Promise<Result<StartedFlow, Failure>>;
  readonly leaveByLink: (
    input: Knock & { readonly attemptId: string; readonly browserSecret: string | null },
  ) => Promise<Result<LeaveView, Failure>>;
  readonly repairResult: (input: Knock & { readonly attemptId: string }) => Promise<Result<RepairResultView, Failure>>;
};

/** What whoever watches this deployment asks. Holds nothing about anybody. */
export type WatchServices = {
  /** @throws when the database does not answer */
  readonly readEngine: () => Promise<EngineReport>;
};

export type Services = NoticeServices &
  FlowServices &
  RepairServices &
  ConnectionServices &
  PeopleServices &
  OwnAccountServices &
  ProviderServices &
  AdminServices &
  AdminPeopleServices &
  AuditServices &
  JobServices &
  AdminTableServices &
  WatchServices &
  KeyServices &
  ApiKeyServices &
  EmergencyServices &
  ForecastServices &
  AvailabilityServices &
  OutageServices &
  WaysInServices;
