import type { Trouble } from "../../lib/core/connections/trouble";
import type { IncidentView } from "../../lib/views/admin";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import type { IconName } from "../ui/icon-paths";
import { Strip } from "../ui/notice";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import type { Tone } from "../ui/tone";
import { SeeConnections } from "./see-connections";

type IncidentProps = { readonly incident: IncidentView; readonly moment: Moment };

/** What only an admin can end is told as the marketplaces' own doing is not. */
const LOOK = {
  credentials: { tone: "stop", icon: "octagon-x" },
  refusals: { tone: "warn", icon: "triangle" },
  outage: { tone: "warn", icon: "triangle" },
} as const satisfies Record<Trouble, { readonly tone: Tone; readonly icon: IconName }>;

/** Which marketplace, and which of several clients of ours there. */
const nameOf = ({ provider, client }: IncidentView): string => (client === null ? provider.name : `${provider.name} (${client})`);

/** Something that is wrong now: what, since when, for how many, who must act, and what we do meanwhile. */
export function OpenIncident({ incident, moment }: IncidentProps) {
  const t = translator();
  const { kind, provider, filter, code, openedAt, connections, nextTryAt } = incident;
  const see = connections > 0 ? <SeeConnections provider={provider} filter={filter} /> : null;
  return (
    <Strip {...LOOK[kind]} action={see}>
      <p>
        <b>{t(`admin.incident.${kind}.title`, { provider: nameOf(incident) })}</b>{" "}
        <Sentence text="admin.incident.since" nodes={{ when: <Time at={openedAt} moment={moment} as="both" /> }} />{" "}
        {t("admin.incident.connections", { count: connections })}
        {code === null ? null : (
          <>
            {" "}
            <Sentence text="admin.incident.code" nodes={{ code: <code className="font-mono text-sm">{code}</code> }} />
          </>
        )}
      </p>
      <p className="mt-1 text-sm text-muted">
        {t(`admin.incident.${kind}.act`, { provider: provider.name })}{" "}
        {t(connections === 0 ? "admin.incident.nobody" : `admin.incident.${kind}.meanwhile`)}{" "}
        {nextTryAt === null || connections === 0 || kind !== "credentials" ? null : (
          <Sentence text="admin.incident.next" nodes={{ when: <Time at={nextTryAt} moment={moment} as="relative" /> }} />
        )}
      </p>
    </Strip>
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
