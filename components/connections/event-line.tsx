import type { ConnectionView, EventView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Time } from "../ui/time";
import { eventSentence } from "./event-sentence";

type EventLineProps = {
  readonly event: EventView;
  readonly connection: Pick<ConnectionView, "id" | "label" | "provider" | "account">;
  readonly moment: Moment;
  /** Among lines of others it says which connection it is about. */
  readonly named?: boolean;
};

/** One line of a history: when, what, and the reference to ask an admin about. */
export function EventLine({ event, connection, moment, named = false }: EventLineProps) {
  const { id, label, provider } = connection;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 border-t border-line px-4 py-3 compact:py-1.5 md:grid-cols-[6.5rem_minmax(0,1fr)_auto] md:px-6">
      <span className="text-sm leading-5.5 text-faint">
        <Time at={event.at} moment={moment} as="clock" />
      </span>
      <div className="min-w-0 text-pretty wrap-anywhere max-md:col-span-full max-md:row-start-2">
        <p>{eventSentence(event, connection)}</p>
        {named ? (
          <p className="text-sm text-muted">
            <a
              href={routes.connection(id)}
              className="relative text-muted no-underline hover:text-ink hover:underline touch:after:absolute touch:after:-inset-x-2 touch:after:-inset-y-3"
            >
              <bdi>{label}</bdi>
            </a>
            {` · ${provider.name}`}
          </p>
        ) : null}
      </div>
      {event.reference === null ? null : (
        <span className="font-mono text-xs leading-5.5 text-faint">
          <span className="sr-only">{translator()("activity.reference")} </span>
          {event.reference}
        </span>
      )}
    </li>
  );
}
