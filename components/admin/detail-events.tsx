import type { AdminDetailView } from "../../lib/views/admin";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { eventSentence } from "../connections/event-sentence";
import { Time } from "../ui/time";
import { AdminSection, Nothing } from "./section";

/** The seller's own timeline, newest first, as somebody else reads it. */
export function DetailEvents({ view, moment }: { readonly view: AdminDetailView; readonly moment: Moment }) {
  const t = translator();
  return (
    <AdminSection id="activity" title={t("activity.title")} beside={t("activity.newest", { count: view.events.length })}>
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
    </AdminSection>
  );
}
