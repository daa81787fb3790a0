import type { OutageKind } from "../connections/outage-note";
import type { NewAudit } from "./history";

/** What an admin told sellers about a marketplace. */
export type OutageNote = {
  /** Public id. */
  readonly id: string;
  readonly providerId: string;
  readonly kind: OutageKind;
  readonly text: string;
  readonly startsAt: Date;
  /** null: it is going on, or has no end yet. */
  readonly endsAt: Date | null;
  /** Name of who wrote it; null: they are gone. */
  readonly writtenBy: string | null;
};

/** That sellers were told by hand. */
export type Telling = { readonly at: Date; readonly sellers: number };

/** A span in which something was wrong with a marketplace, whoever said so. */
export type OutageSpan = { readonly providerId: string; readonly from: Date; readonly until: Date | null };

export type OutageStore = {
  /** The newest first. @param limit of those that are over; whatever is open or ahead is always there */
  readonly notes: (limit: number) => Promise<readonly OutageNote[]>;
  /** Notes that are open now at these marketplaces. */
  readonly openNotes: (providerIds: readonly string[]) => Promise<readonly OutageNote[]>;
  readonly note: (id: string) => Promise<OutageNote | null>;
  /** By public ids of incidents and notes. */
  readonly tellings: (ids: readonly string[]) => Promise<Readonly<Record<string, Telling>>>;
  /** Incidents and notes that were open at any time since, for the bars of the days. */
  readonly spans: (since: Date) => Promise<readonly OutageSpan[]>;
  /** Each writes its line of audit in the same transaction. */
  readonly write: (note: Omit<OutageNote, "writtenBy"> & { readonly writtenBy: string }, audit: NewAudit) => Promise<void>;
  /** false: it was over already. @param at null: now, by the database's clock */
  readonly end: (id: string, audit: NewAudit) => Promise<boolean>;
  /**
   * Tells each seller with a connection there, once for this outage: whoever has heard of the trouble since it began, by
   * hand or by itself, hears nothing. How they hear of it is decided as always.
   *
   * @returns how many heard of it by this; null: there is no such outage, or it is over
   */
  readonly tellOfIncident: (id: string, audit: NewAudit) => Promise<number | null>;
  readonly tellOfNote: (id: string, audit: NewAudit) => Promise<number | null>;
};
