import type { ConnectionView } from "../../lib/views/connection";
import { localDay } from "../../lib/views/days";
import type { Moment } from "../../lib/views/time-words";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { endOf, worksUntil } from "./ends";

type SentenceOf = { readonly connection: ConnectionView; readonly moment: Moment };

/** Today the clock alone is enough; on another day it needs the day. */
function until(at: string, moment: Moment) {
  const isToday = localDay(new Date(at), moment.zone) === localDay(moment.now, moment.zone);
  return <Time at={at} moment={moment} as={isToday ? "clock" : "day-time"} />;
}

function TroubleOn({ connection, moment }: SentenceOf) {
  const end = worksUntil(connection);
  if (!end) return <Sentence text="state.trouble_on.tells_open" nodes={{}} />;
  const time = until(end, moment);
  if (!connection.nextTryAt) return <Sentence text="detail.tells.trouble_on_until" nodes={{ time }} />;
  return <Sentence text="state.trouble_on.tells" nodes={{ time, next: until(connection.nextTryAt, moment) }} />;
}

/** What the state means for the seller, in one or two sentences (`ux.md` 3.1). */
export function StateSentence({ connection, moment }: SentenceOf) {
  const { state, provider, scopesMissing } = connection;
  if (state === "trouble_on") return <TroubleOn connection={connection} moment={moment} />;
  if (state === "ends_soon") {
    const end = endOf(connection);
    if (!end) return <Sentence text="detail.tells.ends_soon_open" nodes={{}} />;
    return <Sentence text="state.ends_soon.tells" nodes={{ date: <Time at={end} moment={moment} as="day-time" /> }} />;
  }
  return <Sentence text={`state.${state}.tells`} values={{ provider: provider.name, count: scopesMissing.length }} nodes={{}} />;
}
