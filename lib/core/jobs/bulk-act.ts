import { allows } from "../connections/transitions";
import type { ItemFacts } from "../ports/jobs";

/** What admins can do for many connections at once. */
export const BULK_ACTS = ["refresh", "ask", "pause", "resume", "disconnect"] as const;
export type BulkAct = (typeof BULK_ACTS)[number];

export const isBulkAct = (text: string | undefined): text is BulkAct => BULK_ACTS.some((act) => act === text);

/** Why an act can do nothing for a connection. */
export const SKIP_REASONS = [
  "disconnected",
  "reconnect_needed",
  "paused",
  "already_paused",
  "not_paused",
  "nothing_to_renew",
  "in_trouble",
  "renewals_off",
  "not_needed",
  "already_asked",
  "gone",
  "changed",
  "not_renewed_yet",
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** More than so many are begun only by whoever has typed how many they are (`ux.md` 2.0). */
export const MOST_UNTYPED = 25;

/** Whether somebody must type the number of connections before the act begins. */
export const wantsNumber = (act: BulkAct, count: number): boolean => act === "disconnect" || count > MOST_UNTYPED;

/** Why the act would do nothing for a connection that stands so; null: it would do something. The same before a job begins and while it runs. */
export function skipReason(act: BulkAct, facts: ItemFacts): SkipReason | null {
  const { status } = facts;
  if (status === "REVOKING" || status === "REVOKED") return "disconnected";
  switch (act) {
    case "disconnect":
      return null;
    case "resume":
      return allows(status, "resumed") ? null : "not_paused";
    case "ask":
      if (!facts.needsSeller) return "not_needed";
      return facts.isAsked ? "already_asked" : null;
    case "pause":
      if (status === "PAUSED") return "already_paused";
      return allows(status, "paused") ? null : "reconnect_needed";
    case "refresh":
      return whyNotRefreshed(facts);
  }
}

function whyNotRefreshed({ status, hasRefresh, rests }: ItemFacts): SkipReason | null {
  if (status === "PAUSED") return "paused";
  if (!allows(status, "refresh_started")) return "reconnect_needed";
  if (!hasRefresh) return "nothing_to_renew";
  if (rests === "off") return "renewals_off";
  return rests === "trouble" ? "in_trouble" : null;
}
