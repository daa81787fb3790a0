import type { DayCell } from "../../lib/views/connection";
import { dateWords, daysAgo } from "../../lib/views/days";
import { listWords } from "../../lib/views/number-words";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { More } from "../ui/more";
import { PanelSection } from "../ui/panel";
import { DAY_SIDE, DayShape } from "./day-shape";

const STEP = DAY_SIDE + 6;
const KINDS = ["ok", "late", "failed", "none"] as const satisfies readonly DayCell["kind"][];

/** How each of the last 14 days went: shapes, a key to them, and the same as a list. */
export function DayStrip({ days, moment }: { readonly days: readonly DayCell[]; readonly moment: Moment }) {
  const t = translator();
  const first = days[0];
  if (!first) return null;

  const counts = KINDS.map((kind) => ({ kind, count: days.filter((day) => day.kind === kind).length })).filter(
    ({ count }) => count > 0,
  );
  const list = listWords(counts.map(({ kind, count }) => t(`days.count.${kind}`, { count })));
  const common = counts.reduce((most, each) => (each.count > most.count ? each : most), { kind: first.kind, count: 0 }).kind;
  const told = days.filter(({ kind }) => kind !== common).reverse();
  const dayName = (day: string) => (daysAgo(day, moment) === 0 ? t("days.today") : dateWords(day, moment));

  return (
    <PanelSection title={t("days.title")}>
      <svg
        className="block h-auto w-full rtl:-scale-x-100"
        viewBox={`0 0 ${days.length * STEP - (STEP - DAY_SIDE)} ${DAY_SIDE}`}
        role="img"
        aria-label={t("days.label", { list })}
      >
        {days.map(({ date, kind }, place) => (
          <DayShape key={date} kind={kind} x={place * STEP} />
        ))}
      </svg>
      <div className="mt-1.5 flex justify-between text-xs text-faint" aria-hidden="true">
        <span>{dayName(first.date)}</span>
        <span>{t("days.today")}</span>
      </div>
      {counts.length > 1 ? (
        <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted" aria-hidden="true">
          {counts.map(({ kind }) => (
            <span key={kind} className="inline-flex items-center gap-1.5">
              <svg className="size-3 flex-none" viewBox={`0 0 ${DAY_SIDE} ${DAY_SIDE}`} aria-hidden="true">
                <DayShape kind={kind} />
              </svg>
              {t(`days.${kind}`)}
            </span>
          ))}
        </p>
      ) : null}
      <div className="mt-1">
        <More summary={t("days.as_list")}>
          <ul className="text-muted">
            {told.map(({ date, kind }) => (
              <li key={date}>
                {dayName(date)}: {t(`days.${kind}`)}
              </li>
            ))}
            {told.length < days.length ? (
              <li>{t(told.length === 0 ? "days.every" : "days.all_other", { kind: t(`days.${common}`) })}</li>
            ) : null}
          </ul>
        </More>
      </div>
    </PanelSection>
  );
}
