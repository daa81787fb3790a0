import type { OutageNoteView } from "../../lib/views/outages";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icon-paths";
import { Sentence } from "../ui/sentence";
import { Time } from "../ui/time";
import { TONES, type Tone } from "../ui/tone";
import { ProviderName } from "./provider-name";
import { AdminSection, Nothing } from "./section";

const LOOK = {
  open: { icon: "triangle", tone: "warn" },
  ahead: { icon: "clock", tone: "wait" },
  over: { icon: "check", tone: "idle" },
} as const satisfies Record<OutageNoteView["state"], { readonly icon: IconName; readonly tone: Tone }>;

type NoteProps = { readonly note: OutageNoteView; readonly mayWrite: boolean; readonly moment: Moment };

function When({ note: { startsAt, endsAt, state }, moment }: Pick<NoteProps, "note" | "moment">) {
  const from = <Time at={startsAt} moment={moment} as="day-time" />;
  if (endsAt !== null)
    return <Sentence text="admin.outages.from_to" nodes={{ from, to: <Time at={endsAt} moment={moment} as="day-time" /> }} />;
  return <Sentence text={state === "ahead" ? "admin.outages.from" : "admin.outages.since"} nodes={{ from }} />;
}

/** One form for one act, so that it needs no script. */
function Acts({ note: { id, provider, state, told } }: Pick<NoteProps, "note">) {
  const t = translator();
  if (state === "over") return null;
  const tell = told === null ? "tell" : "tell_more";
  return (
    <div className="flex flex-wrap gap-2 max-md:w-full">
      {state === "open" ? (
        <form method="post" action={routes.api.tellSellers(id)}>
          <input type="hidden" name="from" value="outages" />
          <Button size="small" aria-label={t(`admin.outages.${tell}_name`, { provider: provider.name })}>
            {t(`admin.incident.${tell}`)}
          </Button>
        </form>
      ) : null}
      <form method="post" action={routes.api.endOutage(id)}>
        <Button size="small" aria-label={t("admin.outages.end_name", { provider: provider.name })}>
          {t("admin.outages.end")}
        </Button>
      </form>
    </div>
  );
}

function NoteRow({ note, mayWrite, moment }: NoteProps) {
  const t = translator();
  const { provider, kind, text, state, writtenBy, told } = note;
  const { icon, tone } = LOOK[state];
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2.5 border-t border-line px-5 py-3 text-sm max-md:px-4">
      <div className="min-w-0 flex-[1_1_22rem]">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-medium">
          <ProviderName provider={provider} />
          <span className={`${TONES[tone]} text-tone inline-flex items-center gap-1.5`}>
            <span className="text-tone-icon">
              <Icon name={icon} size="sm" />
            </span>
            {t(`admin.outages.state_${state}`)}
          </span>
        </p>
        <p className="mt-1 text-base text-pretty wrap-anywhere">
          <q>{text}</q>
        </p>
        <p className="mt-0.5 text-muted">
          {t(`admin.outages.kind_${kind}`)} · <When note={note} moment={moment} /> ·{" "}
          {writtenBy === null ? t("admin.outages.by_nobody") : t("admin.outages.by", { name: writtenBy })}
          {told === null ? null : (
            <>
              {" "}
              ·{" "}
              <Sentence
                text="admin.incident.told"
                values={{ count: told.sellers }}
                nodes={{ when: <Time at={told.at} moment={moment} as="day-time" /> }}
              />
            </>
          )}
        </p>
      </div>
      {mayWrite ? <Acts note={note} /> : null}
    </li>
  );
}

/** What admins have told sellers, what goes on first. */
export function OutageNotes({
  notes,
  mayWrite,
  moment,
}: {
  readonly notes: readonly OutageNoteView[];
  readonly mayWrite: boolean;
  readonly moment: Moment;
}) {
  const t = translator();
  const order = { open: 0, ahead: 1, over: 2 } as const;
  const sorted = [...notes].sort((a, b) => order[a.state] - order[b.state]);
  return (
    <AdminSection id="notes" title={t("admin.outages.notes")}>
      {notes.length === 0 ? (
        <Nothing>{t("admin.outages.notes_none")}</Nothing>
      ) : (
        <ul>
          {sorted.map((note) => (
            <NoteRow key={note.id} note={note} mayWrite={mayWrite} moment={moment} />
          ))}
        </ul>
      )}
    </AdminSection>
  );
}
