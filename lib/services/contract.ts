import type { Failure } from "../core/errors";
import type { Result } from "../core/result";
import type { AdminDetailView, AdminListView, AdminOverviewView, AdminQuery } from "../views/admin";
import type { CheckView, ConnectionDetailView, DashboardView, DisconnectView } from "../views/connection";
import type { AttemptResultView, ConnectPageView, LeaveView, ProviderChoiceView } from "../views/flow";
import type { DemoPersonView, MailboxView, SessionView } from "../views/person";
import type { EngineReport } from "./read-engine";

/** Who asks. Every service that touches a seller's data scopes its queries by `userId`. Public ids. */
export type Actor = { readonly userId: string; readonly sessionId: string; readonly role: "seller" | "admin" };

export type DashboardFilter = { readonly state?: string; readonly provider?: string; readonly q?: string };

/** A person as the session knows them. `timeZone` is an IANA name or null. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: "seller" | "admin";
  readonly timeZone: string | null;
  readonly theme: "system" | "light" | "dark";
};

/** The connect flow. */
export type FlowServices = {
  readonly chooseProvider: (actor: Actor) => Promise<readonly ProviderChoiceView[]>;
  readonly connectPage: (
    actor: Actor,
    input: { readonly providerId: string; readonly environmentId?: string | null } | { readonly reconnectId: string },
  ) => Promise<Result<ConnectPageView, Failure>>;
  /** Writes the attempt. `browserSecret` goes into one cookie per attempt, named after `attemptId`. */
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
      /** Public id of the connection to repair in place; null for a new one. */
      readonly reconnectId: string | null;
    },
  ) => Promise<
    Result<{ readonly attemptId: string; readonly browserSecret: string; readonly expiresInSeconds: number }, Failure>
  >;
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
    input: { readonly id: string; readonly before: string | null; readonly timeZone: string | null },
  ) => Promise<Result<ConnectionDetailView, Failure>>;
  /** The same, with what else a disconnect would end. */
  readonly disconnectPage: (
    actor: Actor,
    input: { readonly id: string; readonly timeZone: string | null },
  ) => Promise<Result<DisconnectView, Failure>>;
  readonly refreshConnection: (
    actor: Actor,
    id: string,
  ) => Promise<Result<{ readonly did: "renewed" | "not_needed"; readonly renewsAt: string | null }, Failure>>;
  /** Asks the provider whether access works. Fails as a renewal does where one was needed. */
  readonly checkConnection: (actor: Actor, id: string) => Promise<Result<CheckView, Failure>>;
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
    input: { readonly name: string; readonly timeZone: string | null; readonly theme: Person["theme"] },
  ) => Promise<Result<null, Failure>>;
  readonly setTheme: (actor: Actor, theme: Person["theme"]) => Promise<void>;
  /** Trial only; refuse otherwise. */
  readonly demoPeople: () => Promise<readonly DemoPersonView[]>;
  /** Trial only: writes a real session row and gives the raw token for the cookie. */
  readonly demoSignIn: (input: {
    readonly personId: string;
    readonly userAgent: string | null;
  }) => Promise<Result<{ readonly sessionToken: string; readonly expiresAt: Date }, Failure>>;
  /** Trial only. */
  readonly mailbox: () => Promise<MailboxView>;
};

/** What admins see of everybody's connections. For anybody else all of it is `not_found`, and nothing of it holds a secret. */
export type AdminServices = {
  readonly adminOverview: (actor: Actor) => Promise<Result<AdminOverviewView, Failure>>;
  readonly adminConnections: (actor: Actor, asked: AdminQuery) => Promise<Result<AdminListView, Failure>>;
  readonly adminConnection: (actor: Actor, id: string) => Promise<Result<AdminDetailView, Failure>>;
};

/** What whoever watches this deployment asks. Holds nothing about anybody. */
export type WatchServices = {
  /** @throws when the database does not answer */
  readonly readEngine: () => Promise<EngineReport>;
};

export type Services = FlowServices & ConnectionServices & PeopleServices & AdminServices & WatchServices;
