import type { ConnectionDetailView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Sentence } from "../ui/sentence";
import { STATE_LOOK } from "../ui/state-look";
import { Time } from "../ui/time";
import { TONES } from "../ui/tone";
import { alsoSentence } from "./also-sentence";
import { CheckAction } from "./check-action";
import { DetailAction, hasUrgentAction } from "./detail-action";
import { detailSentence } from "./detail-sentence";

type DetailSayProps = {
  readonly connection: ConnectionDetailView;
  readonly moment: Moment;
  /** Somebody else looks on: there is nothing to press. */
  readonly isLooking?: boolean;
};

/** What the state means and the one thing to do about it. Tinted only where something is not as it should be. */
export function DetailSay({ connection, moment, isLooking = false }: DetailSayProps) {
  const t = translator();
  const { state, brokenSince } = connection;
  const look = state === "working" ? "border-line bg-surface" : `${TONES[STATE_LOOK[state].tone]} bg-tone-tint border-tone`;
  const also = alsoSentence(connection);
  const isStopped = brokenSince !== null && (state === "reconnect" || state === "trouble_off");
  const main = (
    <div className={hasUrgentAction(connection) ? "max-md:hidden" : "empty:hidden max-md:w-full"}>
      <DetailAction connection={connection} />
    </div>
  );
  return (
    <div
      data-edge=""
      className={`${look} mt-6 flex flex-wrap items-center justify-between gap-x-8 gap-y-4 rounded-lg border px-4 py-5 md:px-6`}
    >
      <div className="min-w-0 flex-[1_1_22rem] wrap-anywhere">
        <p className="text-lg text-pretty">{detailSentence(connection, moment)}</p>
        {isStopped ? (
          <p className="mt-1 text-sm text-muted">
            <Sentence
              text="detail.stopped"
              nodes={{
                when: <Time at={brokenSince} moment={moment} as="day-time" />,
                ago: <Time at={brokenSince} moment={moment} as="relative" />,
              }}
            />
          </p>
        ) : null}
        {also ? <p className="mt-1 text-sm text-muted">{also}</p> : null}
        {state === "disconnected" || isLooking ? null : (
          <p className="mt-1.5 text-sm">
            <a href={routes.diagnose(connection.id)} className="inline-flex items-center touch:min-h-11">
              {t(state === "working" || state === "ends_soon" ? "detail.diagnose_working" : "detail.diagnose")}
            </a>
          </p>
        )}
      </div>
      {isLooking ? null : connection.checkWaitSeconds === null ? (
        main
      ) : (
        <div className="flex flex-wrap items-center gap-2 max-md:w-full">
          <CheckAction connection={connection} />
          {main}
        </div>
      )}
    </div>
  );
}
