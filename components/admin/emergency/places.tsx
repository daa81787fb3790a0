import type { EmergencyPageView, EmergencyPlaceView } from "../../../lib/views/emergency";
import { numberWords } from "../../../lib/views/number-words";
import { translator } from "../../../lib/views/texts/translate";
import type { Moment } from "../../../lib/views/time-words";
import { Icon } from "../../ui/icon";
import { Sentence } from "../../ui/sentence";
import { Time } from "../../ui/time";
import { TONES } from "../../ui/tone";
import { ProviderName } from "../provider-name";
import { Cell, HeadCell, Row, Table } from "../table";
import { TypedAct } from "./typed-act";

/** The word that stops everything. */
const ALL_WORD = "everything";

function State({ stoppedAt, moment }: { readonly stoppedAt: string | null; readonly moment: Moment }) {
  const t = translator();
  if (stoppedAt === null) return <span className="text-muted">{t("admin.emergency.in_use")}</span>;
  return (
    <span className={`${TONES.stop} text-tone inline-flex items-center gap-1.5 font-medium`}>
      <span className="text-tone-icon">
        <Icon name="octagon-x" size="sm" />
      </span>
      <span>
        <Sentence text="admin.emergency.stopped_since" nodes={{ when: <Time at={stoppedAt} moment={moment} as="day-time" /> }} />
      </span>
    </span>
  );
}

type StopProps = {
  readonly id: string;
  readonly name: string;
  readonly wanted: string;
  readonly words: string;
};

function Stop({ id, name, wanted, words }: StopProps) {
  return (
    <details className="group/stop">
      <summary
        aria-label={`${translator()("admin.emergency.stop")}: ${name}`}
        className="inline-flex min-h-6 cursor-pointer items-center gap-1 font-medium text-stop hover:underline touch:min-h-11"
      >
        {translator()("admin.emergency.stop")}
        <span className="group-open/stop:rotate-180">
          <Icon name="down" size="sm" />
        </span>
      </summary>
      <div className="mt-1 mb-2">
        <TypedAct id={id} act="stop" hidden={{ place: id }} wanted={wanted} words={words} />
      </div>
    </details>
  );
}

/** How many there are, whether they are stopped, and how to stop them. */
function Standing({
  live,
  stoppedAt,
  stop,
  moment,
}: {
  readonly live: number;
  readonly stoppedAt: string | null;
  /** false: not by this person. */
  readonly stop: StopProps | false;
  readonly moment: Moment;
}) {
  const t = translator();
  return (
    <>
      <Cell name={t("admin.emergency.live")} end>
        {numberWords(live)}
      </Cell>
      <Cell name={t("admin.emergency.state")}>
        <State stoppedAt={stoppedAt} moment={moment} />
      </Cell>
      {stop === false ? null : (
        <Cell name="" wide>
          {stoppedAt === null ? <Stop {...stop} /> : ""}
        </Cell>
      )}
    </>
  );
}

function PlaceRow({
  place,
  mayAct,
  moment,
}: {
  readonly place: EmergencyPlaceView;
  readonly mayAct: boolean;
  readonly moment: Moment;
}) {
  const t = translator();
  const { id, provider, name, live, stoppedAt } = place;
  return (
    <Row>
      <HeadCell>
        <ProviderName provider={provider} />
        {name === null ? null : <span className="ms-1 text-xs font-normal text-faint">{name}</span>}
      </HeadCell>
      <Standing
        live={live}
        stoppedAt={stoppedAt}
        moment={moment}
        stop={
          mayAct && {
            id,
            name: name === null ? provider.name : `${provider.name} ${name}`,
            wanted: provider.name,
            words: t("admin.emergency.stop_one", { provider: provider.name }),
          }
        }
      />
    </Row>
  );
}

/** A marketplace with all of its clients. */
function ProviderRow({
  view: { id, provider, clients, live, stoppedAt },
  mayAct,
  moment,
}: {
  readonly view: EmergencyPageView["providers"][number];
  readonly mayAct: boolean;
  readonly moment: Moment;
}) {
  const t = translator();
  const all = t("admin.emergency.all_clients", { count: clients });
  return (
    <Row>
      <HeadCell>
        <ProviderName provider={provider} />
        <span className="ms-1 text-xs font-normal text-faint">{all}</span>
      </HeadCell>
      <Standing
        live={live}
        stoppedAt={stoppedAt}
        moment={moment}
        stop={
          mayAct && {
            id,
            name: `${provider.name} ${all}`,
            wanted: provider.name,
            words: t("admin.emergency.stop_clients", { provider: provider.name }),
          }
        }
      />
    </Row>
  );
}

/** Everything that can be stopped, all of it first. */
export function Places({ view, moment }: { readonly view: EmergencyPageView; readonly moment: Moment }) {
  const t = translator();
  const { places, live, isAllStopped, mayAct } = view;
  const heads = [
    { name: t("admin.emergency.place") },
    { name: t("admin.emergency.live"), end: true },
    { name: t("admin.emergency.state") },
    ...(mayAct ? [{ name: t("admin.emergency.act") }] : []),
  ];
  return (
    <Table caption={t("admin.emergency.caption")} heads={heads}>
      <Row>
        <HeadCell>{t("admin.emergency.everything")}</HeadCell>
        <Cell name={t("admin.emergency.live")} end>
          {numberWords(live)}
        </Cell>
        <Cell name={t("admin.emergency.state")}>
          {isAllStopped ? (
            <span className="font-medium text-stop">{t("admin.emergency.all_stopped")}</span>
          ) : (
            <span className="text-muted">{t("admin.emergency.in_use")}</span>
          )}
        </Cell>
        {mayAct ? (
          <Cell name="" wide>
            {isAllStopped ? (
              ""
            ) : (
              <Stop id="all" name={t("admin.emergency.everything")} wanted={ALL_WORD} words={t("admin.emergency.stop_all")} />
            )}
          </Cell>
        ) : null}
      </Row>
      {view.providers.map((each) => (
        <ProviderRow key={each.id} view={each} mayAct={mayAct} moment={moment} />
      ))}
      {places.map((place) => (
        <PlaceRow key={place.id} place={place} mayAct={mayAct} moment={moment} />
      ))}
    </Table>
  );
}
