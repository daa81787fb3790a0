import type { EventView } from "../../lib/views/connection";
import { dateWords, daysAgo, groupByDay } from "../../lib/views/days";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";

function dayHeading(day: string, moment: Moment): string {
  const t = translator();
  const date = dateWords(day, moment);
  const ago = daysAgo(day, moment);
  if (ago === 0) return t("activity.today", { date });
  return ago === 1 ? t("activity.yesterday", { date }) : date;
}

type EventDaysProps<T> = {
  readonly events: readonly T[];
  readonly moment: Moment;
  /** What stands above the days is one level higher. */
  readonly level: "h2" | "h3";
  readonly children: (event: T) => React.ReactNode;
};

/** Lines of a history by the reader's days, newest first. */
export function EventDays<T extends EventView>({ events, moment, level: Heading, children }: EventDaysProps<T>) {
  return groupByDay(events, moment.zone).map(({ day, items }) => (
    <section key={day} aria-label={dayHeading(day, moment)}>
      <Heading className="border-t border-line bg-sunken px-4 py-1.5 text-xs leading-5 font-medium text-muted md:px-6">
        {dayHeading(day, moment)}
      </Heading>
      <ul>{items.map(children)}</ul>
    </section>
  ));
}
