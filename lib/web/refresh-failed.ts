import type { ConnectionDetailView } from "../views/connection";
import type { FlashView } from "../views/person";
import { dayTimeWords, type Moment } from "../views/time-words";

type Failed = Pick<ConnectionDetailView, "access" | "events" | "provider">;

/** What to say after a renewal that a seller asked for failed: calm while access works, and no promise where only an admin can help. */
export function refreshFailed({ access, events, provider }: Failed, moment: Moment): FlashView {
  const last = events.find(({ text }) => text.startsWith("event.renewal_failed"));
  const text = last?.text === "event.renewal_failed.client_misconfigured" ? "flash.refresh_setup" : "flash.refresh_failed";
  const end = access.kind === "auto" || access.kind === "until" ? access.endsAt : null;
  const names = { provider: provider.name };
  if (end === null || Date.parse(end) <= moment.now.getTime())
    return { tone: access.kind === "over" ? "bad" : "calm", text: `${text}_open`, values: names };
  return { tone: "calm", text, values: { ...names, time: dayTimeWords(new Date(end), moment) } };
}
