import type { ConnectionDetailView } from "../../lib/views/connection";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Note } from "../ui/notice";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { EndThere } from "./end-there";

/** When what the marketplace has given out ends by itself; null: not told. */
function endOfAccess({ access }: ConnectionDetailView, now: Date): string | null {
  const end = access.kind === "auto" || access.kind === "until" ? access.endsAt : null;
  return end !== null && Date.parse(end) > now.getTime() ? end : null;
}

/** The honest part: what the marketplace lets us cancel, what may outlive it, and where the seller can see to it. */
export function DisconnectAtProvider({
  connection,
  moment,
}: {
  readonly connection: ConnectionDetailView;
  readonly moment: Moment;
}) {
  const t = translator();
  const { provider, revocation } = connection;
  const names = { provider: provider.name };
  const end = endOfAccess(connection, moment.now);
  return (
    <div className="mt-4">
      <Note icon={revocation.canCancel ? "shield" : "triangle"}>
        <h2 className="font-semibold text-ink">{t("disconnect.at_provider", names)}</h2>
        <p className="mt-1">{t(revocation.canCancel ? "disconnect.can_cancel" : "disconnect.no_way", names)}</p>
        {revocation.accessMaySurvive ? (
          <p className="mt-2">
            {end === null ? (
              t("disconnect.may_survive", names)
            ) : (
              <Sentence
                text="disconnect.may_survive_until"
                values={names}
                nodes={{ when: <Time at={end} moment={moment} as="day-time" /> }}
              />
            )}
          </p>
        ) : null}
        {provider.isTest && !revocation.canCancel ? <p className="mt-2">{t("detail.test_end")}</p> : null}
        {provider.isTest && revocation.canCancel ? null : (
          <p className="mt-2 empty:hidden">
            <EndThere connection={connection} />
          </p>
        )}
      </Note>
    </div>
  );
}
