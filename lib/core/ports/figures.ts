import type { FigureMinutes, OutcomeCount } from "../connections/renewal-figures";

/** Renewals of one registration that ended alike. */
export type RegistrationFigure = OutcomeCount & {
  /** Public id. */
  readonly registrationId: string;
};

/** The same within a span of time that begins at `from`. */
export type FigureInTime = RegistrationFigure & { readonly from: Date };

/** What most failures of a registration looked like lately. */
export type FailureFace = {
  readonly registrationId: string;
  /** null: it did not answer at all. */
  readonly status: number | null;
  /** The provider's own code, masked when it was stored; null: it gave none. */
  readonly code: string | null;
};

/** Figures of renewals and of what the tiles showed, so that reading them costs what is shown and not what has happened. */
export type FigureStore = {
  /**
   * Counts the renewals that have ended since it was last called. The last two spans of five minutes are counted anew
   * each time, so a crash, a repeat and an end that was written late change nothing twice. Any number of processes may
   * call it.
   *
   * @returns whether everything up to now is counted; false: there is more, call again
   */
  readonly fold: () => Promise<boolean>;
  /** Sums since an instant, by registration and outcome. @param minutes of which spans they are made */
  readonly sums: (minutes: FigureMinutes, since: Date) => Promise<readonly RegistrationFigure[]>;
  /** The same, span by span, oldest first. */
  readonly series: (minutes: FigureMinutes, since: Date) => Promise<readonly FigureInTime[]>;
  /** The commonest failure among the newest renewals of each of these registrations. */
  readonly faces: (registrationIds: readonly string[]) => Promise<readonly FailureFace[]>;
  /** Takes the turn to note what the tiles show in this hour; false: it was noted. */
  readonly mayNote: () => Promise<boolean>;
  readonly noteCounts: (counts: Readonly<Record<string, number>>) => Promise<void>;
  /** What the tiles showed a day ago, at most so many hours earlier; null: nobody noted it. */
  readonly countsADayAgo: () => Promise<Readonly<Record<string, number>> | null>;
};
