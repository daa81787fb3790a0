import type { ActorKind } from "./history";

export type AuditResult = "done" | "denied" | "failed";

/** Which acts to list; null: whichever. */
export type AuditFilter = {
  readonly action: string | null;
  /** A public id. */
  readonly actorId: string | null;
  readonly object: string | null;
  readonly result: AuditResult | null;
  readonly cameFrom: string | null;
  readonly reference: string | null;
  readonly since: Date | null;
  readonly until: Date | null;
};

/** One act of the log. Public ids. */
export type AuditRecord = {
  readonly id: string;
  readonly at: Date;
  readonly actorKind: ActorKind;
  readonly actorId: string | null;
  /** What the person is called who did it; null: nobody did, or they are forgotten. */
  readonly actorName: string | null;
  readonly action: string;
  readonly object: string | null;
  /** What the object is called: a person's address, a connection's label; null: it is neither, or is gone. */
  readonly objectName: string | null;
  readonly result: AuditResult;
  readonly reference: string | null;
  readonly cameFrom: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** Its place in the chain, and its digest; null: it is a moment old. */
  readonly seq: string | null;
  readonly hash: string | null;
};

/** A place between two acts: the instant and the id of the one that a page starts from. */
export type AuditStart = { readonly towards: "older" | "newer"; readonly at: Date; readonly id: string };

export type AuditReads = {
  /** Newest first. */
  readonly page: (
    filter: AuditFilter,
    start: AuditStart | null,
    limit: number,
  ) => Promise<{ readonly rows: readonly AuditRecord[]; readonly newer: boolean; readonly older: boolean }>;
  /** What was done by a person or to them, newest first. */
  readonly ofPerson: (personId: string, limit: number) => Promise<readonly AuditRecord[]>;
  readonly one: (id: string) => Promise<AuditRecord | null>;
  /** The names of all acts that the log holds. */
  readonly actions: () => Promise<readonly string[]>;
  /** Who acts under this address or public id; null: nobody that we know. */
  readonly actorOf: (text: string) => Promise<string | null>;
};

/** `missing`: an entry is gone. `changed`: one says something else, or was put in. `unsigned`: a place was never signed by us. */
export type ChainFault = { readonly seq: string; readonly why: "missing" | "changed" | "unsigned" };

export type ChainState = {
  readonly checkedAt: Date;
  /** The time of the newest entry up to which it holds; null: there is none. */
  readonly completeTo: Date | null;
  readonly entries: number;
  /** The first that does not hold; null: all do. */
  readonly fault: ChainFault | null;
};

/** The chain that ties each entry of the log to the one before (`security.md` F10). */
export type AuditChain = {
  /** Gives what is committed its place. @returns how many got one */
  readonly seal: () => Promise<number>;
  /** Looks at all of it, and keeps what it found. */
  readonly check: () => Promise<ChainState>;
  /** What the last look found, together with a look at the newest entries now; null: nobody has looked yet. */
  readonly standing: () => Promise<ChainState | null>;
  /** Forgets what is older than so many days; what is left still holds. */
  readonly forget: (days: number) => Promise<void>;
};
