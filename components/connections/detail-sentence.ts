import type { ConnectionView } from "../../lib/views/connection";
import { dateWords } from "../../lib/views/days";
import { translator } from "../../lib/views/texts/translate";
import { clockWords, localDay, type Moment } from "../../lib/views/time-words";
import { hourOrDay } from "./hour-or-day";

const TWO_DAYS_MS = 172_800_000;

/** The instant at which access stops if nothing is done; null: not known. */
function endOf({ permission, access }: ConnectionView): string | null {
  if (permission.kind === "known") return permission.endsAt;
  if (permission.kind === "no_auto" && permission.endsAt !== null) return permission.endsAt;
  return access.kind === "auto" || access.kind === "until" ? access.endsAt : null;
}

/** Until when it works although renewals fail: the short clock, whatever the permission says. */
const worksUntil = ({ access }: ConnectionView): string | null =>
  access.kind === "auto" || access.kind === "until" ? access.endsAt : null;

/** Follows "on": "27 Nov", and within two days "22 Nov at 18:05". */
function dateOrHour(end: string, moment: Moment): string {
  const at = new Date(end);
  const date = dateWords(localDay(at, moment.zone), moment);
  if (at.getTime() - moment.now.getTime() > TWO_DAYS_MS) return date;
  return translator()("detail.date_at", { date, time: clockWords(at, moment.zone) });
}

function troubleSentence(until: string | null, nextTryAt: string | null, moment: Moment): string {
  const t = translator();
  if (until === null) return t("state.trouble_on.tells_open");
  const time = hourOrDay(until, moment);
  if (nextTryAt === null) return t("detail.tells.trouble_on_until", { time });
  return t("state.trouble_on.tells", { time, next: clockWords(new Date(nextTryAt), moment.zone) });
}

/** What everybody there suffers is said of the provider, and never of the last renewal: there may have been none. */
function sharedSentence(connection: ConnectionView, why: "provider" | "setup", moment: Moment): string {
  const { state, provider } = connection;
  const values = { provider: provider.name };
  if (state === "trouble_off") return translator()(`state.trouble_off.tells_${why}`, values);
  const until = worksUntil(connection);
  if (until === null) return translator()(`state.trouble_on.tells_${why}_open`, values);
  return translator()(`state.trouble_on.tells_${why}`, { ...values, time: hourOrDay(until, moment) });
}

/** A card knows less than a page: who did it is told where there is room for it. */
type Told = ConnectionView & { readonly byAdmin?: boolean };

/** What the state means for the seller, in one or two sentences (`ux.md` 3.1). */
export function detailSentence(connection: Told, moment: Moment): string {
  const t = translator();
  const { state, provider, scopesMissing, nextTryAt, permission, access, shared } = connection;
  if (shared !== null) return sharedSentence(connection, shared, moment);
  if (state === "trouble_on") return troubleSentence(worksUntil(connection), nextTryAt, moment);
  if (state === "ends_soon") {
    const end = endOf(connection);
    return end === null ? t("detail.tells.ends_soon_open") : t("state.ends_soon.tells", { date: dateOrHour(end, moment) });
  }
  if (state === "working" && permission.kind === "no_auto") {
    const end = access.kind === "until" ? access.endsAt : null;
    return end === null ? t("state.working.tells_no_auto") : t("state.working.tells_until", { time: hourOrDay(end, moment) });
  }
  if (connection.isStopped) return t("state.paused.tells_stopped", { provider: provider.name });
  if (connection.isPausedHere) return t("state.paused.tells_here", { provider: provider.name });
  if (connection.isEnding) return t("state.disconnected.tells_asking", { provider: provider.name });
  if (connection.byAdmin && (state === "paused" || state === "disconnected")) return t(`detail.tells.${state}_admin`);
  return t(`state.${state}.tells`, { provider: provider.name, count: scopesMissing.length });
}
