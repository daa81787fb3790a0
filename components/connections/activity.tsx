import { isNarrowed } from "../../lib/views/activity-query";
import type { ConnectionDetailView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { activityAddress } from "../activity/activity-address";
import { ActivityFilter } from "../activity/activity-filter";
import { ActivityPages } from "../activity/activity-pages";
import { EventDays } from "../activity/event-days";
import { ExportMenu } from "../activity/export-menu";
import { LinkButton } from "../ui/button";
import { EventLine } from "./event-line";

type ActivityProps = { readonly connection: ConnectionDetailView; readonly moment: Moment; readonly isOlderPage: boolean };

/** What happened to one connection, newest first, by the reader's days. */
export function Activity({ connection, moment, isOlderPage }: ActivityProps) {
  const t = translator();
  const { id, events, olderEvents } = connection;
  // Here the history is of one connection whatever is asked.
  const asked = { ...connection.asked, connection: "" };
  const narrowed = isNarrowed(asked);
  const page = routes.connection(id);
  const here = (more = {}) => `${activityAddress(page, asked, more)}#activity`;
  const nothingEver = events.length === 0 && !narrowed && !isOlderPage && olderEvents === null;
  return (
    <section
      id="activity"
      data-edge=""
      className="mt-4 rounded-lg border border-line bg-surface"
      aria-labelledby="activity-title"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3 px-4 py-4 md:px-6">
        <h2 id="activity-title" className="text-md font-semibold tracking-snug">
          {t("activity.title")}
        </h2>
        {nothingEver ? null : (
          <div className="flex flex-wrap items-center gap-2 max-md:w-full">
            <ActivityFilter action={`${page}#activity`} asked={asked} connections={null} />
            {events.length > 0 ? <ExportMenu asked={{ ...asked, connection: id }} /> : null}
          </div>
        )}
      </div>
      {nothingEver ? <p className="border-t border-line px-4 py-6 text-muted md:px-6">{t("activity.empty")}</p> : null}
      {events.length === 0 && !nothingEver ? (
        <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-6 text-muted md:px-6">
          <p>{t("activity.none.title")}</p>
          <LinkButton href={`${page}#activity`} size="small">
            {t("filter.clear")}
          </LinkButton>
        </div>
      ) : null}
      <EventDays events={events} moment={moment} level="h3">
        {(event) => <EventLine key={event.id} event={event} connection={connection} moment={moment} />}
      </EventDays>
      <ActivityPages
        count={events.length}
        newest={isOlderPage ? here() : null}
        older={olderEvents === null ? null : here({ before: olderEvents })}
      />
    </section>
  );
}
