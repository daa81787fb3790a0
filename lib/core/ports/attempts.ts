import type { NewAudit } from "./history";

/** Whom and what a started flow is bound to. Ids are public ids. */
export type AttemptBinding = {
  readonly id: string;
  readonly browserHash: string;
  readonly userId: string;
  /** null: a repair link stands in for a session, and nobody's session may go on with it. */
  readonly sessionId: string | null;
  readonly repairLinkId: string | null;
  readonly providerId: string;
  readonly environmentId: string;
  readonly registrationId: string;
  readonly issuer: string | null;
  readonly connectionId: string | null;
  readonly label: string;
  readonly scope: readonly string[];
  readonly reference: string;
};

/** A started flow. */
export type AttemptRecord = AttemptBinding & {
  /** Gone once the attempt was consumed. */
  readonly sealed: string | null;
  readonly createdAt: Date;
  /** By the database's clock at the time of reading. */
  readonly isExpired: boolean;
  readonly consumedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly outcome: string | null;
  readonly result: AttemptResult | null;
};

/** What the result page needs. Never a secret. */
export type AttemptResult = {
  readonly connectionId?: string;
  readonly expected?: string | null;
  readonly got?: string | null;
  readonly canAddAsNew?: boolean;
  /** The seller may say that both names are one account: neither side has a stable identity. */
  readonly canConfirmSame?: boolean;
};

export type NewAttempt = AttemptBinding & {
  readonly stateHash: string;
  readonly sealed: string;
  readonly lifetimeSeconds: number;
};

export type AttemptRepository = {
  readonly create: (attempt: NewAttempt) => Promise<void>;
  readonly byId: (id: string) => Promise<AttemptRecord | null>;
  readonly byStateHash: (stateHash: string) => Promise<AttemptRecord | null>;
  /**
   * Consumes the attempt by one conditional UPDATE that erases its secrets, and gives it back as it was
   * before. null: there is none, or somebody consumed it first.
   */
  readonly consume: (stateHash: string) => Promise<AttemptRecord | null>;
  /** Unfinished and not expired attempts of a session, and its age by the database's clock; null: there is no such session. */
  readonly inSession: (sessionId: string) => Promise<{ readonly open: number; readonly sessionAgeMs: number | null }>;
  /** Unfinished and not expired attempts that one repair link has started. */
  readonly openOfLink: (repairLinkId: string) => Promise<number>;
  /** Attempts of a session at one provider that nobody has consumed and that are not expired; the newest first. */
  readonly openAt: (sessionId: string, providerId: string) => Promise<readonly AttemptRecord[]>;
  readonly finish: (id: string, outcome: string, result: AttemptResult | null, audit: NewAudit) => Promise<void>;
  /** Finishes like `finish`, and keeps a sealed grant until the seller chose what to do with it. */
  readonly hold: (id: string, outcome: string, result: AttemptResult, sealed: string, audit: NewAudit) => Promise<void>;
  /** Takes a held grant out, once and for `withinSeconds` after it was held. null: gone. */
  readonly takeHeld: (id: string, withinSeconds: number) => Promise<string | null>;
  /**
   * Erases grants held longer than so many seconds and the secrets of attempts that nobody can use any
   * more; deletes attempts that ended more than a day ago. Gives the number deleted.
   */
  readonly forget: (heldSeconds: number) => Promise<number>;
};
