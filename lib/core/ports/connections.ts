import type { RevocationResult, UnconfirmedWhy } from "../connections/connection";
import type { ConnectionRecord, SealedCredential } from "../connections/record";
import type { ActorKind, NewAudit, NewEvent } from "./history";

type History = { readonly events: readonly NewEvent[]; readonly audit: readonly NewAudit[] };

/** The account identity and permissions that a completed authorization brought. */
export type GrantedAccess = {
  readonly accountIssuer: string;
  readonly accountKey: string | null;
  readonly accountName: string | null;
  readonly scopeWanted: readonly string[];
  readonly scopeGranted: readonly string[];
  readonly scopeReported: boolean;
};

export type NewConnection = GrantedAccess & {
  readonly id: string;
  readonly bucket: number;
  readonly ownerId: string;
  readonly providerId: string;
  readonly environmentId: string;
  readonly registrationId: string;
  readonly definitionDigest: string;
  readonly isTest: boolean;
  readonly label: string;
};

/** The sealed set and the generation it was sealed for; `sealed` is null where an earlier ending destroyed it. */
export type StoredSecret = { readonly sealed: string | null; readonly generation: number };

/** One try to end a connection's access at its provider. Spans are milliseconds by the database's clock. */
export type EndingTry = StoredSecret & {
  /** When the seller asked for it; names this ending among all of its connection. */
  readonly askedAt: Date;
  readonly askedMsAgo: number;
  /** This one included. */
  readonly tries: number;
  /** Until the stored access token ends, negative once it has; null: its end is not known. */
  readonly accessLeftMs: number | null;
  /** How long the registration still rests; 0: it does not. */
  readonly restsMs: number;
  /** How long a refresh that was under way at the tombstone may still bring tokens; 0: none is. */
  readonly inFlightMs: number;
};

/** How an ending closes. `accessLives`: access that was given out before may go on working until its own end. */
export type Closing = {
  readonly result: RevocationResult;
  readonly why: UnconfirmedWhy | null;
  /** null leaves what an earlier try has found out. */
  readonly proven: true | null;
  readonly accessLives: boolean;
};

/** The refresh token grant of an ending, for a cancellation that wants an access token that works. */
export type EndingRenewals = {
  /** Whether somebody may have used this refresh token before without keeping what came back. */
  readonly inDoubt: (id: string, ending: EndingTry) => Promise<boolean>;
  /** The intent, before the provider is asked, and whether its refresh token was in doubt before. */
  readonly begin: (id: string, ending: EndingTry, leaseId: string) => Promise<{ readonly inDoubt: boolean }>;
  /**
   * Keeps the newer set for this ending alone, sealed for the generation after `ending.generation`.
   * Safe to repeat. Writes nothing when the ending is over or another try has renewed.
   */
  readonly store: (
    id: string,
    ending: EndingTry,
    leaseId: string,
    credential: SealedCredential,
  ) => Promise<"stored" | "superseded">;
  readonly fail: (leaseId: string, outcomeKnown: boolean) => Promise<void>;
};

/** A sealed set that may be used at this moment. Spans are milliseconds by the database's clock. */
export type UsableSecret = {
  readonly sealed: string;
  readonly generation: number;
  /** Until the access token ends, negative once it has; null: its end is not known. */
  readonly accessLeftMs: number | null;
  /** How long the registration still rests; 0: it does not. */
  readonly restsMs: number;
};

/** What a person's question needs whether a connection works. */
export type AccessChecks = {
  /** Takes the turn for one check of a connection in use; nobody else gets one for so long. false: it is not free yet. */
  readonly begin: (ownerId: string, id: string, everyMs: number) => Promise<boolean>;
  /** null: the connection is not in use any more. */
  readonly usable: (ownerId: string, id: string) => Promise<UsableSecret | null>;
  /** A check has just shown that access works. */
  readonly worked: (id: string) => Promise<void>;
  /** No check for so long, from the database's now. A longer wait stays. */
  readonly holdOff: (id: string, forMs: number) => Promise<void>;
};

export type DayCount = { readonly date: string; readonly committed: number; readonly failed: number };

export type ConnectionRepository = {
  readonly listOfOwner: (ownerId: string) => Promise<readonly ConnectionRecord[]>;
  /** null for unknown ids and for other people's alike. */
  readonly ofOwner: (ownerId: string, id: string) => Promise<ConnectionRecord | null>;
  readonly byId: (id: string) => Promise<ConnectionRecord | null>;
  /** A connection with its sealed set, for whoever is about to use it. null: there is none. */
  readonly forUse: (id: string) => Promise<{
    readonly connection: ConnectionRecord;
    readonly sealed: string | null;
    /** Until the access token ends, in milliseconds by the database's clock, negative once it has; null: its end is not known. */
    readonly accessLeftMs: number | null;
  } | null>;
  /** The live connection of an account at a provider, whoever owns it. */
  readonly liveByAccount: (key: {
    readonly providerId: string;
    readonly environmentId: string;
    readonly accountIssuer: string;
    readonly accountKey: string;
  }) => Promise<ConnectionRecord | null>;
  /** The sealed set as it stands now, to read what belongs to the connection itself; whoever uses a token claims it instead. */
  readonly storedSecret: (ownerId: string, id: string) => Promise<StoredSecret | null>;
  readonly labelTaken: (ownerId: string, label: string, exceptId: string | null) => Promise<boolean>;
  /**
   * One transaction: connection, credential at generation 1, history. `conflict`: account or label was taken meanwhile.
   * `elsewhere`: the registration is gone, or in another environment than the grant was given in. `stopped`: an emergency.
   */
  readonly create: (
    connection: NewConnection,
    credential: SealedCredential,
    history: History,
  ) => Promise<"created" | "elsewhere" | "stopped" | "account_conflict" | "label_conflict">;
  /**
   * A completed reconnect: the new grant wins over whatever is stored or in flight. Fenced by the
   * generation that the new set was sealed for (`credential.generation + 1`); "moved" asks for another try; "not_allowed": access is being ended
   * at this moment; "elsewhere": the registration is gone, or it or the connection is in another environment than the grant
   * was given in; "stopped": an emergency. An ending that waits for its next try is given up, because the seller is back.
   *
   * @returns with what was stored before, for whoever has to end it
   */
  readonly replaceGrant: (
    id: string,
    fromGeneration: number,
    access: GrantedAccess & Pick<NewConnection, "environmentId" | "registrationId" | "definitionDigest" | "label">,
    credential: SealedCredential,
    history: History,
  ) => Promise<
    { readonly before: StoredSecret } | "moved" | "not_allowed" | "elsewhere" | "stopped" | "account_conflict" | "label_conflict"
  >;
  readonly rename: (
    ownerId: string,
    id: string,
    label: string,
    history: History,
  ) => Promise<"renamed" | "not_found" | "label_conflict">;
  readonly setPaused: (
    ownerId: string,
    id: string,
    paused: boolean,
    refreshAfter: Date | null,
    history: History,
  ) => Promise<"done" | "not_allowed">;
  /**
   * The tombstone: from this moment no token of this connection is used. Raises the generation and hands
   * out the sealed set for the first try, which nobody else makes for `tryMs`. null: it is not in a state that can be ended.
   *
   * @param reference the number of its receipt
   * @param emergencyId only while this emergency lasts and is about the connection; that it has ended it is noted with it
   */
  readonly requestRevocation: (
    id: string,
    tryMs: number,
    reference: string,
    history: History,
    emergencyId?: string | null,
  ) => Promise<EndingTry | null>;
  /**
   * Destroys the secrets and closes the connection.
   *
   * @returns false when somebody else closed it before, or when tokens arrived that this try does not know of
   */
  readonly finishRevocation: (id: string, ending: EndingTry, closing: Closing, history: History) => Promise<boolean>;
  /** Closes it whatever has arrived since, for an ending whose time is over. */
  readonly giveUpRevocation: (id: string, ending: EndingTry, history: History) => Promise<void>;
  /**
   * The secrets stay sealed until the next try, so many milliseconds from now.
   *
   * @param stillWorks the provider has confirmed the end, and access worked all the same
   */
  readonly postponeRevocation: (
    id: string,
    ending: EndingTry,
    inMs: number,
    stillWorks: boolean,
    history: History,
  ) => Promise<void>;
  /**
   * Endings whose next try is due, longest overdue first, each to one caller at a time, who has `tryMs` for it.
   *
   * `only`: the one connection to look at; null: all of them. `askedBeforeMs`: only what was asked for at least so long ago.
   */
  readonly takeDueEndings: (wanted: {
    readonly tryMs: number;
    readonly limit: number;
    readonly only: string | null;
    readonly askedBeforeMs: number;
  }) => Promise<readonly { readonly connection: ConnectionRecord; readonly ending: EndingTry }[]>;
  /**
   * Tokens that a refresh brought after the tombstone become what the ending has to cancel, due at once; one
   * that has closed meanwhile is opened again. `over`: nothing is there that they could belong to. `covered`: their
   * grant was cancelled as a whole.
   *
   * Settles the intent in the same transaction.
   *
   * @param generation of the tombstone, for which the set is sealed
   * @param credential null: nothing of it can be cancelled
   * @param wide one cancellation ends the whole grant
   */
  readonly adoptLate: (
    id: string,
    leaseId: string,
    generation: number,
    credential: SealedCredential | null,
    wide: boolean,
  ) => Promise<"adopted" | "covered" | "over">;
  readonly endingRenewals: EndingRenewals;
  /** Connections of people who are being forgotten that nobody has ended yet. */
  readonly ofForgotten: (limit: number) => Promise<readonly ConnectionRecord[]>;
  readonly checks: AccessChecks;
  /** Appends to the timeline without changing anything else. */
  readonly note: (id: string, events: readonly NewEvent[]) => Promise<void>;
  /** Settled refreshes per day of the zone, for the last `days` days. */
  /** Who last paused or disconnected it; null: nobody did, or the history is forgotten. */
  readonly whoLast: (id: string, act: "paused" | "disconnected") => Promise<ActorKind | null>;
  readonly dayCounts: (id: string, timeZone: string, days: number) => Promise<readonly DayCount[]>;
  /** Milliseconds by the database's clock since a person last asked for a refresh, and since the last one succeeded; null: never. */
  readonly sinceRefresh: (id: string) => Promise<{ readonly askedMs: number | null; readonly renewedMs: number | null }>;
};
