import type { KindRule } from "../connections/event-kind";
import type { EventRecord } from "./history";

/** A line of a history with the connection that it is about, as that is called now. */
export type ActivityRecord = EventRecord & {
  readonly connection: {
    readonly id: string;
    readonly label: string;
    readonly providerId: string;
    readonly environmentId: string;
    readonly accountName: string | null;
  };
};

/** What to look for. null asks for nothing in particular. */
export type ActivityAsked = {
  readonly connectionId: string | null;
  readonly kind: KindRule | null;
  /** Not before. */
  readonly from: Date | null;
  /** Before. */
  readonly until: Date | null;
  /** Id of a line: only older ones. Digits. */
  readonly before: string | null;
  readonly limit: number;
};

export type ActivityReads = {
  /** Newest first, of this person's own connections only. */
  readonly page: (ownerId: string, asked: ActivityAsked) => Promise<readonly ActivityRecord[]>;
};
