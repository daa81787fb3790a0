import type { EventKind } from "../core/connections/event-kind";

/** As it stands in an address: anything may. `before` is the id of a line, `timeZone` an IANA name; null: UTC. */
export type ActivityWish = {
  readonly connection: string | null;
  readonly kind: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly before: string | null;
  readonly timeZone: string | null;
};

/** What a history was asked for, as far as it was understood. Days as `2026-11-22` in the reader's zone; empty: not asked. */
export type ActivityQuery = {
  readonly connection: string;
  readonly kind: EventKind | "";
  readonly from: string;
  readonly to: string;
};

/** Whether the reader sees a part of the history only. */
export const isNarrowed = ({ connection, kind, from, to }: ActivityQuery): boolean => `${connection}${kind}${from}${to}` !== "";
