import type { Availability, Lived } from "../availability/availability";

/** What was counted of one client's connections on one day. */
export type AvailabilityDay = Availability & {
  /** YYYY-MM-DD, in UTC. */
  readonly day: string;
  readonly providerId: string;
  readonly environmentId: string;
};

/** Who could be used least. */
export type WorstConnection = Availability & {
  readonly id: string;
  readonly label: string;
  readonly providerId: string;
  readonly environmentId: string;
  readonly owner: { readonly id: string; readonly name: string; readonly email: string | null };
};
export type WorstSeller = Availability & {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** Connections that are not ended. */
  readonly live: number;
};

/** How usable connections were, from spans that are kept as they happen. */
export type AvailabilityStore = {
  /** Nothing is known of what was before. */
  readonly since: () => Promise<Date>;
  /** When the days and the worst were last counted; null: never. */
  readonly countedAt: () => Promise<Date | null>;
  /** The last days up to today, oldest first. */
  readonly days: (days: number) => Promise<readonly AvailabilityDay[]>;
  readonly worstConnections: (days: number, limit: number) => Promise<readonly WorstConnection[]>;
  readonly worstSellers: (days: number, limit: number) => Promise<readonly WorstSeller[]>;
  /** The spans of one connection that reach into the time after `from`; null: there is no such connection. */
  readonly lived: (connectionId: string, from: Date) => Promise<Lived | null>;
  /** Of all that somebody has or had connected. @param ownerId public id */
  readonly ofOwner: (ownerId: string, from: Date, to: Date) => Promise<Availability>;
  /** Whether this process has the turn to count, which comes once in so long. */
  readonly takeTurn: (everyMs: number) => Promise<boolean>;
  /** Counts the days that have ended since the last time, and today as far as it is. The same whenever it is done again. */
  readonly count: () => Promise<void>;
  /** Forgets days and spans that no page tells of any more. */
  readonly forget: () => Promise<void>;
};
