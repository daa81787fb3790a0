import { tallyOf } from "../core/connections/renewal-figures";
import { TROUBLES } from "../core/connections/trouble";
import type { AdminIncident, RegistrationState } from "../core/ports/admin";
import type { FailureFace, FigureInTime } from "../core/ports/figures";
import type { Telling } from "../core/ports/outages";
import type { IncidentView } from "../views/admin-overview";
import { placeFilter, placeView } from "./admin-provider";
import type { Dependencies } from "./dependencies";
import { DAY_MS } from "./overview-figures";

type Deps = Pick<Dependencies, "admin" | "figures" | "outages" | "definitions">;

/** Figures of five minutes are kept for so long; an incident that is older is told by hours. */
const FINE_MS = 2 * DAY_MS;
/** Figures of hours are kept for so long; what failed before is not told any more. */
const COARSE_MS = 9 * DAY_MS;

/** What is or was wrong for many connections at once, with its cause and with who was told. Those that go on come first. */
export async function readIncidents(
  deps: Deps,
  registrations: readonly RegistrationState[],
  closedSince: Date,
  limit: number,
  now: Date,
): Promise<readonly IncidentView[]> {
  const incidents = [...(await deps.admin.incidents(closedSince, limit))].sort(openFirst);
  const open = incidents.filter(({ closedAt }) => closedAt === null);
  if (open.length === 0) return incidents.map((incident) => incidentView(deps, incident, NOTHING, now));
  const first = Math.min(...open.map(({ openedAt }) => openedAt.getTime()));
  const isFine = now.getTime() - first < FINE_MS;
  const since = new Date(Math.max(first, now.getTime() - COARSE_MS) - (isFine ? 5 : 60) * 60_000);
  const [spans, faces, tellings] = await Promise.all([
    deps.figures.series(isFine ? 5 : 60, since),
    deps.figures.faces(open.map(({ registrationId }) => registrationId)),
    deps.outages.tellings(open.map(({ id }) => id)),
  ]);
  const paused = new Set(registrations.filter((each) => each.renewalsPausedAt !== null).map(({ id }) => id));
  const stopped = new Set(registrations.filter((each) => each.isInEmergency).map(({ id }) => id));
  return incidents.map((incident) => incidentView(deps, incident, { spans, faces, tellings, paused, stopped }, now));
}

type About = {
  readonly spans: readonly FigureInTime[];
  readonly faces: readonly FailureFace[];
  readonly tellings: Readonly<Record<string, Telling>>;
  readonly paused: ReadonlySet<string>;
  readonly stopped: ReadonlySet<string>;
};
const NOTHING: About = { spans: [], faces: [], tellings: {}, paused: new Set(), stopped: new Set() };

function incidentView(
  deps: Deps,
  incident: AdminIncident,
  { spans, faces, tellings, paused, stopped }: About,
  now: Date,
): IncidentView {
  const { id, kind, code, openedAt, closedAt, frozenUntil, registrationId, registrationName, connections } = incident;
  // The renewals by which it was noticed ended in the span before at the earliest.
  const { n, ok } = tallyOf(
    spans.filter((span) => span.registrationId === registrationId && span.from.getTime() > openedAt.getTime() - 10 * 60_000),
  );
  const face = faces.find((each) => each.registrationId === registrationId);
  const told = tellings[id];
  const isOpen = closedAt === null;
  return {
    id,
    kind,
    provider: placeView(deps, incident),
    filter: placeFilter(incident),
    registrationId,
    client: registrationName || null,
    code: code ?? face?.code ?? null,
    status: face?.status ?? null,
    openedAt: openedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    failed: isOpen ? n - ok : 0,
    tried: isOpen ? n : 0,
    connections,
    nextTryAt: isOpen && frozenUntil !== null && frozenUntil > now ? frozenUntil.toISOString() : null,
    told: told ? { at: told.at.toISOString(), sellers: told.sellers } : null,
    isPaused: paused.has(registrationId),
    isStopped: stopped.has(registrationId),
  };
}

/** Of those that go on, first what somebody here must act on; the others stay newest first. */
const openFirst = (a: AdminIncident, b: AdminIncident): number => rankOf(a) - rankOf(b);
const rankOf = ({ closedAt, kind }: AdminIncident): number => (closedAt === null ? TROUBLES.indexOf(kind) : TROUBLES.length);
