/** What is known of a kept reply without opening it: enough to say whose it is and which renewal it answers. Ids are public ids. */
export type ReplyFacts = {
  /** The lease under which the request was sent; names the intent in the database. */
  readonly leaseId: string;
  readonly connectionId: string;
  readonly ownerId: string;
  readonly providerId: string;
  readonly environmentId: string;
  readonly registrationId: string;
  /** The generation that was being renewed. */
  readonly generation: number;
  /** Keyed digest of the refresh token that the request used. */
  readonly fingerprint: string;
  /** When the request left, by the database's clock, in ISO 8601. */
  readonly sentAt: string;
  /** 1, or 2 for a second try under the same lease. */
  readonly tries: number;
};

/** A reply as it is written down: nothing of it is readable without the key ring. */
export type JournalEntry = ReplyFacts & { readonly sealed: string };

/** A reply that some process on this volume has written down. */
export type KeptReply = ReplyFacts & {
  /** Where it stands. */
  readonly at: { readonly file: string; readonly offset: number; readonly length: number };
  /** Whoever wrote it is still running. */
  readonly ownerLives: boolean;
  /** Written by this process, which has not settled it yet. */
  readonly inFlight: boolean;
};

/** Room on the disk for the largest reply. It is used for one reply or given back. */
export type JournalPlace = {
  /**
   * Writes the reply down; when this resolves it survives a power cut.
   *
   * @throws when it could not be written; no place is given out then until the journal can be written again
   */
  readonly keep: (entry: JournalEntry) => Promise<void>;
  /** The renewal is settled, or nothing came. What was kept stays for an hour. */
  readonly release: () => void;
};

/**
 * Replies that may hold the only usable token, between the provider and the database (`reliability.md` 3.5).
 *
 * Each process appends to files of its own; every process reads those of all that share the volume.
 */
export type Journal = {
  /** null: nothing can be written now, so nothing may be asked for. */
  readonly reserve: () => Promise<JournalPlace | null>;
  /** Everything that is kept, by generation, then oldest first. null: it cannot be read now. */
  readonly entries: () => Promise<readonly KeptReply[] | null>;
  /** What is kept for one generation of a connection, oldest first. null: it cannot be read now. @param sure look again, however recently somebody looked */
  readonly repliesTo: (connectionId: string, generation: number, sure: boolean) => Promise<readonly KeptReply[] | null>;
  /** The whole entry; null: it is gone or damaged. */
  readonly read: (kept: KeptReply) => Promise<JournalEntry | null>;
  /** This process has read the replies of a lease and nothing can be done with them: it does not look at them again. */
  readonly setAside: (leaseId: string) => void;
  /** Makes an entry unreadable for good, whoever wrote it. */
  readonly erase: (kept: KeptReply) => Promise<void>;
  /** Removes what is older than an hour, except files with replies of these leases. */
  readonly tidy: (unsettled: ReadonlySet<string>) => Promise<void>;
  /** false: the last try to write or to read failed. */
  readonly isUsable: () => boolean;
  /** Writes nothing more. What is kept stays for other processes and the next start. */
  readonly close: () => Promise<void>;
};
