import type { OutageKind, SpanState } from "../core/connections/outage-note";
import type { IncidentView } from "./admin-overview";
import type { ProviderView } from "./connection";

/** What an admin told sellers about a marketplace. */
export type OutageNoteView = {
  readonly id: string;
  readonly provider: ProviderView;
  readonly kind: OutageKind;
  readonly text: string;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly state: SpanState;
  /** null: they are gone. */
  readonly writtenBy: string | null;
  readonly told: { readonly at: string; readonly sellers: number } | null;
};

/** Outages: what we see ourselves and what admins say. */
export type OutagesView = {
  readonly open: readonly IncidentView[];
  readonly over: readonly IncidentView[];
  /** Those that go on or are ahead first. */
  readonly notes: readonly OutageNoteView[];
  /** Marketplaces that a note can be about. */
  readonly providers: readonly { readonly id: string; readonly name: string }[];
  readonly mayWrite: boolean;
  readonly mayPause: boolean;
  readonly shownAt: string;
};
