import type { AdminDetailView } from "../../lib/views/admin";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { ActivityPages } from "../activity/activity-pages";
import { eventSentence } from "../connections/event-sentence";
import { Time } from "../ui/time";
import { AdminSection, Nothing } from "./section";

/** The page of a connection from one of its events on. */
export const eventsAddress = (id: string, before: string | null): string =>
  `${routes.admin.connection(id)}${before === null ? "" : `?before=${before}`}`;

/** The seller's own timeline, newest first, as somebody else reads it. */
export function DetailEvents({ view, moment }: { readonly view: AdminDetailView; readonly moment: Moment }) {
  const t = translator();
  const { id } = view.connection;
  return (
    <AdminSection
      id="activity"
      title={t("activity.title")}
      {...(view.before === null && view.olderEvents === null && { beside: t("activity.newest", { count: view.events.length }) })}
    >
      {view.events.length === 0 ? <Nothing>{t("activity.empty")}</Nothing> : null}
      <ul>
        {view.events.map((event) => (
          <li
            key={event.id}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-t border-line px-5 py-2 text-sm max-md:px-4 md:grid-cols-[10rem_minmax(0,1fr)_auto]"
          >
            <span className="text-faint">
              <Time at={event.at} moment={moment} as="exact" />
            </span>
            <span className="wrap-anywhere max-md:col-span-full max-md:row-start-2">{eventSentence(event, view.connection)}</span>
            {event.reference === null ? null : (
              <span className="font-mono text-xs leading-5 text-faint">
                <span className="sr-only">{t("activity.reference")} </span>
                {event.reference}
              </span>
            )}
          </li>
        ))}
      </ul>
      <ActivityPages
        count={view.events.length}
        newest={view.before === null ? null : `${eventsAddress(id, null)}#activity`}
        older={view.olderEvents === null ? null : `${eventsAddress(id, view.olderEvents)}#activity`}
      />
    </AdminSection>
  );
}
