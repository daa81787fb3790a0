import type { ConnectionDetailView } from "../../lib/views/connection";
import { dateWords, daysAgo, groupByDay } from "../../lib/views/days";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { EventLine } from "./event-line";

function dayHeading(day: string, moment: Moment): string {
  const t = translator();
  const date = dateWords(day, moment);
  const ago = daysAgo(day, moment);
  if (ago === 0) return t("activity.today", { date });
  return ago === 1 ? t("activity.yesterday", { date }) : date;
}

type ActivityProps = { readonly connection: ConnectionDetailView; readonly moment: Moment; readonly isOlderPage: boolean };

/** What happened, newest first, by the reader's days. */
export function Activity({ connection, moment, isOlderPage }: ActivityProps) {
  const t = translator();
  const { id, events, olderEvents } = connection;
  return (
    <section
      id="activity"
      data-edge=""
      className="mt-4 overflow-hidden rounded-lg border border-line bg-surface"
      aria-labelledby="activity-title"
    >
      <h2 id="activity-title" className="px-4 py-4 text-md font-semibold tracking-snug md:px-6">
        {t("activity.title")}
      </h2>
      {events.length === 0 ? <p className="border-t border-line px-4 py-6 text-muted md:px-6">{t("activity.empty")}</p> : null}
      {groupByDay(events, moment.zone).map(({ day, items }) => (
        <section key={day} aria-label={dayHeading(day, moment)}>
          <h3 className="border-t border-line bg-sunken px-4 py-1.5 text-xs leading-5 font-medium text-muted md:px-6">
            {dayHeading(day, moment)}
          </h3>
          <ul>
            {items.map((event) => (
              <EventLine key={event.id} event={event} connection={connection} moment={moment} />
            ))}
          </ul>
        </section>
      ))}
      {isOlderPage || olderEvents !== null ? (
        <nav
          aria-label={t("activity.title")}
          className="flex flex-wrap items-center justify-between gap-2 border-t border-line py-2.5 ps-4 pe-3 text-sm text-muted md:ps-6"
        >
          {isOlderPage ? (
            <LinkButton href={`${routes.connection(id)}#activity`} size="small">
              {t("activity.newest_link")}
            </LinkButton>
          ) : (
            <span>{t("activity.newest", { count: events.length })}</span>
          )}
          {olderEvents === null ? (
            <span>{t("activity.all")}</span>
          ) : (
            <LinkButton href={`${routes.connection(id)}?before=${encodeURIComponent(olderEvents)}#activity`} size="small">
              {t("activity.older")}
              <span className="rtl:-scale-x-100">
                <Icon name="right" />
              </span>
            </LinkButton>
          )}
        </nav>
      ) : null}
    </section>
  );
}
