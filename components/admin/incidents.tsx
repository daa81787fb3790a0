import type { Trouble } from "../../lib/core/connections/trouble";
import type { IncidentView } from "../../lib/views/admin-overview";
import { queryText } from "../../lib/views/admin-query";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { LinkButton } from "../ui/button";
import type { IconName } from "../ui/icon-paths";
import { Strip } from "../ui/notice";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import type { Tone } from "../ui/tone";
import { PauseButton, TellButton } from "./incident-acts";

export type IncidentActs = {
  readonly mayTell: boolean;
  readonly mayPause: boolean;
  /** The page to come back to. */
  readonly from: "overview" | "outages";
};
type IncidentProps = { readonly incident: IncidentView; readonly moment: Moment; readonly acts: IncidentActs };

/** What nobody's renewals get past is told as a stop; what may pass by itself is not. */
const LOOK = {
  credentials: { tone: "stop", icon: "octagon-x" },
  refusals: { tone: "warn", icon: "triangle" },
  outage: { tone: "stop", icon: "octagon-x" },
} as const satisfies Record<Trouble, { readonly tone: Tone; readonly icon: IconName }>;

/** Which marketplace, and which of several clients of ours there. */
const nameOf = ({ provider, client }: IncidentView): string => (client === null ? provider.name : `${provider.name} (${client})`);

/** Why, in words: what the marketplace answers. */
function Cause({ incident: { kind, status, code } }: { readonly incident: IncidentView }) {
  const t = translator();
  if (kind === "outage") {
    return (
      <>
        {status === null || status < 400
          ? t(status === null ? "admin.incident.cause.silent" : "admin.incident.cause.strange")
          : t("admin.incident.cause.status", { status: String(status) })}
      </>
    );
  }
  if (code === null) return null;
  return <Sentence text={`admin.incident.cause.${kind}`} nodes={{ code: <code className="font-mono text-sm">{code}</code> }} />;
}

/** Something that is wrong now: what, since when, why, for how many, who must act, and what can be done about it. */
export function OpenIncident({ incident, moment, acts }: IncidentProps) {
  const t = translator();
  const { kind, provider, filter, openedAt, failed, tried, connections, nextTryAt, isPaused, isStopped } = incident;
  return (
    <Strip
      {...LOOK[kind]}
      action={
        <div className="flex flex-wrap items-center gap-2 max-md:w-full">
          {acts.mayTell && connections > 0 ? <TellButton incident={incident} from={acts.from} /> : null}
          {acts.mayPause && !incident.isStopped ? <PauseButton incident={incident} from={acts.from} /> : null}
          {kind === "credentials" ? (
            <LinkButton
              size="small"
              href={routes.admin.provider(provider.id, incident.registrationId)}
              aria-label={t("admin.incident.settings_name", { provider: provider.name })}
            >
              {t("admin.incident.settings")}
            </LinkButton>
          ) : null}
          {connections > 0 ? (
            <LinkButton
              size="small"
              variant="bare"
              href={`${routes.admin.connections}?${queryText({ provider: filter })}`}
              aria-label={t("admin.overview.see_name", { provider: provider.name })}
            >
              {t("admin.incident.details")}
            </LinkButton>
          ) : null}
        </div>
      }
    >
      <p>
        <b>
          <Sentence
            text={`admin.incident.${kind}.title`}
            values={{ provider: nameOf(incident), failed, tried }}
            nodes={{ when: <Time at={openedAt} moment={moment} as="day-time" /> }}
          />
        </b>{" "}
        <Cause incident={incident} />
      </p>
      <p className="mt-0.5 text-sm text-muted">
        {t(`admin.incident.${kind}.act`, { provider: provider.name })}{" "}
        {t(connections === 0 ? "admin.incident.nobody" : "admin.incident.seen", { count: connections })}{" "}
        {isStopped ? (
          <Sentence
            text="admin.incident.stopped"
            nodes={{ link: <a href={routes.admin.emergency}>{t("admin.emergency.title")}</a> }}
          />
        ) : null}
        {isPaused && !isStopped ? t("admin.incident.paused") : null}
        {isPaused || connections === 0 ? null : t(`admin.incident.${kind}.meanwhile`)}{" "}
        {isPaused || nextTryAt === null || connections === 0 || kind !== "credentials" ? null : (
          <Sentence text="admin.incident.next" nodes={{ when: <Time at={nextTryAt} moment={moment} as="relative" /> }} />
        )}
      </p>
      <Told incident={incident} moment={moment} />
    </Strip>
  );
}

function Told({ incident: { told }, moment }: Pick<IncidentProps, "incident" | "moment">) {
  if (told === null) return null;
  return (
    <p className="mt-0.5 text-sm text-muted">
      <Sentence
        text="admin.incident.told"
        values={{ count: told.sellers }}
        nodes={{ when: <Time at={told.at} moment={moment} as="day-time" /> }}
      />
    </p>
  );
}

/** What was over lately, in one line each. */
export function ClosedIncidents({ incidents, moment }: { readonly incidents: readonly IncidentView[]; readonly moment: Moment }) {
  return (
    <ul className="border-t border-line">
      {incidents.map((incident) => (
        <li key={incident.id} className="border-line px-5 py-2.5 text-sm not-first:border-t max-md:px-4">
          <b className="font-medium">{translator()(`admin.incident.${incident.kind}.was`, { provider: nameOf(incident) })}</b>{" "}
          <span className="text-muted">
            <Sentence
              text="admin.incident.from_to"
              nodes={{
                from: <Time at={incident.openedAt} moment={moment} as="day-time" />,
                to: <Time at={incident.closedAt ?? incident.openedAt} moment={moment} as="day-time" />,
              }}
            />
            {incident.code === null ? null : (
              <>
                {" · "}
                <code className="font-mono">{incident.code}</code>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
