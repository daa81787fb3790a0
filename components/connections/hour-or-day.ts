import { clockWords, dayTimeWords, localDay, type Moment } from "../../lib/views/time-words";

/** Follows "until": "14:05" today, "tomorrow 02:10" later. `end` is ISO 8601. */
export function hourOrDay(end: string, moment: Moment): string {
  const at = new Date(end);
  const isToday = localDay(at, moment.zone) === localDay(moment.now, moment.zone);
  return isToday ? clockWords(at, moment.zone) : dayTimeWords(at, moment);
}
