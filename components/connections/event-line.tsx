import type { ConnectionView, EventView } from "../../lib/views/connection";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Time } from "../ui/time";
import { eventSentence } from "./event-sentence";

type EventLineProps = { readonly event: EventView; readonly connection: ConnectionView; readonly moment: Moment };

/** One line of the history: when, what, and the reference to ask an admin about. */
export function EventLine({ event, connection, moment }: EventLineProps) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 border-t border-line px-4 py-3 md:grid-cols-[6.5rem_minmax(0,1fr)_auto] md:px-6">
      <span className="text-sm leading-5.5 text-faint">
        <Time at={event.at} moment={moment} as="clock" />
      </span>
      <p className="text-pretty wrap-anywhere max-md:col-span-full max-md:row-start-2">{eventSentence(event, connection)}</p>
      {event.reference === null ? null : (
        <span className="font-mono text-xs leading-5.5 text-faint">
          <span className="sr-only">{translator()("activity.reference")} </span>
          {event.reference}
        </span>
      )}
    </li>
  );
}
