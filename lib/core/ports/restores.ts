/**
 * A number that only grows, kept twice: in the database, and on a volume of one of the hosts. A database that is behind was
 * restored from a backup, or lost its last writes in a failover.
 */
export type Mark = {
  /** Names the volume; each has a number of its own, so that no other host's can hide a loss. */
  readonly volume: string;
  readonly count: number;
  /** When it was last raised, by the database's clock. */
  readonly at: Date;
};

/** The volume's side. Hosts without a volume that lasts learn nothing from it, and do no harm. */
export type MarkFile = {
  /** null: there is none yet, or what is there is no mark. */
  readonly read: () => Promise<Mark | null>;
  /** On the disk once it resolves. A lower count than the one that is there is not written. */
  readonly keep: (mark: Mark) => Promise<void>;
};

export type Doubt = {
  /** Providers whose refresh tokens are used up by use. */
  readonly providers: readonly string[];
  readonly beatMs: number;
  readonly shortLossMs: number;
};

export type NoticedRestore = {
  readonly mark: Mark;
  /** Whether another host has noticed the same loss before; then nothing is declared again. */
  readonly knownBefore: boolean;
  /** The last time that the database still knows of; null: it knows of none. */
  readonly since: Date | null;
  /** Public ids of the connections that nobody may refresh any more. */
  readonly declared: readonly string[];
};

/** The database's side. */
export type RestoreStore = {
  /** The first mark of a new volume. */
  readonly begin: (volume: string) => Promise<Mark>;
  /** One cheap statement. null: the database is behind this mark, and was left as it is. */
  readonly raise: (mark: Mark, keptDays: number) => Promise<Mark | null>;
  /**
   * One statement: every connection whose refresh token may have been used since the database's last moment needs its
   * seller (`restored_from_backup`), with an event each and one audit entry that names them all; the mark grows past the volume's.
   */
  readonly declare: (mark: Mark, doubt: Doubt) => Promise<NoticedRestore>;
};
