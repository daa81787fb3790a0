import type { Role } from "../roles";
import type { NewAudit } from "./history";

/** Connections of one provider's environment whose permission ends on one day. */
export type EndingBucket = {
  /** YYYY-MM-DD, in UTC. */
  readonly day: string;
  readonly providerId: string;
  readonly environmentId: string;
  readonly count: number;
};

/** One connection for a calendar. */
export type EndingItem = {
  readonly id: string;
  readonly label: string;
  readonly providerId: string;
  readonly endsAt: Date;
};

/** What ends soon. Each costs as much as there is of it. */
export type ForecastReads = {
  readonly buckets: (before: Date) => Promise<readonly EndingBucket[]>;
  /** Soonest first. */
  readonly items: (before: Date, limit: number) => Promise<readonly EndingItem[]>;
  /** Connections in use whose renewal was refused once: a second refusal would need their sellers. @param most counted */
  readonly refusedOnce: (most: number) => Promise<number>;
};

/** Whose calendar an address is. */
export type FeedOwner = { readonly userId: string; readonly role: Role; readonly isDisabled: boolean };

/** Secret addresses of calendars, as digests. */
export type CalendarFeeds = {
  /** Public id of the person. Takes the place of the one before. */
  readonly make: (userId: string, codeHash: string, audit: NewAudit) => Promise<void>;
  /** @returns whether there was one */
  readonly takeBack: (userId: string, audit: NewAudit) => Promise<boolean>;
  readonly of: (userId: string) => Promise<{ readonly madeAt: Date; readonly readAt: Date | null } | null>;
  /** Notes that it was read. */
  readonly byHash: (codeHash: string) => Promise<FeedOwner | null>;
};
