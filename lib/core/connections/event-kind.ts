/** By what a person looks for something in a history. `other`: all that is none of the rest. */
export const EVENT_KINDS = ["problem", "renewal", "sign_in", "change", "check", "other"] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** The first word of the types of each kind: `renewal_failed` of `renewal_failed.throttled`. */
const HEADS: Readonly<Record<Exclude<EventKind, "other">, readonly string[]>> = {
  problem: [
    "renewal_failed",
    "renewal_held",
    "renewal_refused",
    "outcome_unknown",
    "outcome_lost",
    "needs_reconnect",
    "access_reduced",
    "wrong_account",
    "other_person_tried",
    "link_refused",
  ],
  renewal: ["renewed", "refresh_asked", "working_again"],
  sign_in: [
    "connected",
    "reconnected",
    "disconnected",
    "disconnect_confirmed",
    "disconnect_proven",
    "disconnect_still_works",
    "disconnect_refused",
    "disconnect_unconfirmed",
    "disconnect_pending",
    "disconnect_given_up",
    "disconnect_no_way",
  ],
  change: ["renamed", "paused", "resumed", "handed_over", "link_made", "link_sent", "link_taken_back", "reconnect_asked"],
  check: ["checked", "diagnosed"],
};

/** Which types a kind has: those that begin with one of `heads`, or all the others. */
export type KindRule = { readonly heads: readonly string[]; readonly others: boolean };

export const kindRule = (kind: EventKind): KindRule =>
  kind === "other" ? { heads: Object.values(HEADS).flat(), others: true } : { heads: HEADS[kind], others: false };

/** The kind of a type such as `needs_reconnect.invalid_grant`. */
export function kindOf(type: string): EventKind {
  const head = type.split(".", 1)[0] ?? "";
  return EVENT_KINDS.find((kind) => kind !== "other" && HEADS[kind].includes(head)) ?? "other";
}
