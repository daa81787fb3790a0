import { kindOf } from "../../lib/core/connections/event-kind";
import type { ActivityEventView } from "../../lib/views/activity";
import { translator } from "../../lib/views/texts/translate";
import { eventSentence } from "../connections/event-sentence";

/** Names of the columns, for programs: the same in every language. */
export const CSV_HEAD = ["time_utc", "connection", "marketplace", "account", "what_happened", "by", "kind", "reference"] as const;

/** One line of the history as cells. The time is ISO 8601 in UTC; the rest is what the page says. */
export function csvCells(event: ActivityEventView): readonly string[] {
  const t = translator();
  const { label, provider, account } = event.connection;
  return [
    event.at,
    label,
    provider.name,
    account ?? "",
    eventSentence(event, event.connection),
    t(`activity.by.${event.actor}`, { provider: provider.name }),
    t(`activity.kind.${kindOf(event.text.replace(/^event\./, ""))}`),
    event.reference ?? "",
  ];
}
