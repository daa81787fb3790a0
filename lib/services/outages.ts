import { OUTAGE_KINDS, readNote, spanState } from "../core/connections/outage-note";
import { type Failure, failure } from "../core/errors";
import { publicId } from "../core/ids";
import type { NewAudit } from "../core/ports/history";
import type { OutageNote, Telling } from "../core/ports/outages";
import { err, ok, type Result } from "../core/result";
import { kindOf, may } from "../core/roles";
import type { IncidentView } from "../views/admin-overview";
import type { OutageNoteView, OutagesView } from "../views/outages";
import type { Actor } from "./actor";
import { adminOnly } from "./admin-only";
import { audited } from "./audited";
import type { Dependencies } from "./dependencies";
import type { OutageServices } from "./outage-contract";
import { DAY_MS } from "./overview-figures";
import { readIncidents } from "./overview-incidents";
import { providerView, unknownProviderView } from "./present-provider";
import { definitionOf } from "./resolve-target";

type Deps = Pick<Dependencies, "admin" | "figures" | "outages" | "definitions" | "clock" | "randomness" | "audit">;

const NOTES_SHOWN = 50;
const INCIDENTS_SHOWN = 50;
/** Incidents are kept for as long as the history of connections. */
const SHOWN_MS = 90 * DAY_MS;
/** Nobody tells today of what began a month ago, and nobody plans further ahead than a year. */
const EARLIEST_MS = 30 * DAY_MS;
const LATEST_MS = 365 * DAY_MS;

/** What is wrong at marketplaces: what we see ourselves, and what admins say about it. */
export const outageServices = (deps: Deps): OutageServices => ({
  outagesPage: (actor) => adminOnly(actor, () => outagesPage(deps, actor)),
  writeOutage: (actor, input) =>
    audited(deps, actor, "write_outages", { action: "outage_written", object: input.providerId }, () =>
      writeOutage(deps, actor, input),
    ),
  endOutage: (actor, id) =>
    audited(deps, actor, "write_outages", { action: "outage_ended", object: id }, async () => {
      const note = await deps.outages.note(id);
      if (note === null) return err(failure("not_found"));
      const ended = await deps.outages.end(id, done(actor, "outage_ended", id, { provider: note.providerId }));
      return ended ? ok({ provider: nameOf(deps, note.providerId) }) : err(failure("changed_meanwhile"));
    }),
  tellSellers: (actor, id) =>
    audited(deps, actor, "write_outages", { action: "sellers_told", object: id }, async () => {
      const audit = done(actor, "sellers_told", id, {});
      const told = id.startsWith("inc_")
        ? await deps.outages.tellOfIncident(id, audit)
        : await deps.outages.tellOfNote(id, audit);
      return told === null ? err(failure("changed_meanwhile")) : ok({ sellers: told });
    }),
});

const done = (actor: Actor, action: string, object: string, data: NonNullable<NewAudit["data"]>): NewAudit => ({
  action,
  actorKind: kindOf(actor.role),
  actorId: actor.userId,
  object,
  result: "done",
  data,
});

const nameOf = ({ definitions }: Pick<Deps, "definitions">, id: string): string =>
  definitionOf({ definitions }, id)?.displayName ?? id;

async function writeOutage(
  deps: Deps,
  actor: Actor,
  { providerId, kind, text, startsAt, endsAt }: Parameters<OutageServices["writeOutage"]>[1],
): Promise<Result<{ readonly provider: string; readonly isOpen: boolean }, Failure>> {
  const now = deps.clock.now();
  const note = readNote(text);
  const known = OUTAGE_KINDS.find((each) => each === kind);
  if (note === null || known === undefined || !deps.definitions.some(({ id }) => id === providerId))
    return err(failure("form_invalid"));
  const from = startsAt ?? now;
  const isOdd = from.getTime() < now.getTime() - EARLIEST_MS || from.getTime() > now.getTime() + LATEST_MS;
  if (isOdd || (endsAt !== null && endsAt <= from)) return err(failure("form_invalid"));
  const id = publicId("out", deps.randomness.token(12));
  await deps.outages.write(
    { id, providerId, kind: known, text: note, startsAt: from, endsAt, writtenBy: actor.userId },
    done(actor, "outage_written", id, { provider: providerId, kind: known, text: note }),
  );
  return ok({ provider: nameOf(deps, providerId), isOpen: spanState({ startsAt: from, endsAt }, now) === "open" });
}

async function outagesPage(deps: Deps, actor: Actor): Promise<OutagesView> {
  const now = deps.clock.now();
  const registrations = await deps.admin.registrations();
  const [notes, incidents] = await Promise.all([
    deps.outages.notes(NOTES_SHOWN),
    readIncidents(deps, registrations, new Date(now.getTime() - SHOWN_MS), INCIDENTS_SHOWN, now),
  ]);
  const tellings = await deps.outages.tellings(notes.map(({ id }) => id));
  const used = new Set(registrations.map(({ providerId }) => providerId));
  const isOpen = ({ closedAt }: IncidentView): boolean => closedAt === null;
  return {
    open: incidents.filter(isOpen),
    over: incidents.filter((incident) => !isOpen(incident)),
    notes: notes.map((note) => noteView(deps, note, tellings[note.id] ?? null, now)),
    providers: deps.definitions.filter(({ id }) => used.has(id)).map(({ id, displayName }) => ({ id, name: displayName })),
    mayWrite: may(actor.role, "write_outages"),
    mayPause: may(actor.role, "manage_providers"),
    shownAt: now.toISOString(),
  };
}

function noteView(deps: Deps, note: OutageNote, told: Telling | null, now: Date): OutageNoteView {
  const definition = definitionOf(deps, note.providerId);
  return {
    id: note.id,
    provider: definition ? providerView(definition, "production") : unknownProviderView(note.providerId),
    kind: note.kind,
    text: note.text,
    startsAt: note.startsAt.toISOString(),
    endsAt: note.endsAt?.toISOString() ?? null,
    state: spanState(note, now),
    writtenBy: note.writtenBy,
    told: told && { at: told.at.toISOString(), sellers: told.sellers },
  };
}
