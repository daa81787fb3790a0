import { localDay, type Moment } from "../../lib/views/time-words";
import { Time } from "../ui/time";

/** Today's instant as a clock shows it, any other by its day: a table has no room for both. */
export function ShortTime({ at, moment }: { readonly at: string; readonly moment: Moment }) {
  const isToday = localDay(new Date(at), moment.zone) === localDay(moment.now, moment.zone);
  return <Time at={at} moment={moment} as={isToday ? "clock" : "day"} />;
}
