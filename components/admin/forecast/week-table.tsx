import type { ForecastView } from "../../../lib/views/forecast";
import { numberWords } from "../../../lib/views/number-words";
import { translator } from "../../../lib/views/texts/translate";
import { dayWords, type Moment } from "../../../lib/views/time-words";
import { listAddress } from "../list-address";
import { ProviderName } from "../provider-name";
import { Cell, HeadCell, Row, Table } from "../table";

const LINK =
  "inline-flex min-h-6 min-w-6 items-center justify-end text-ink no-underline hover:underline max-md:justify-start touch:min-h-8";

/** The address of the list knows 7 days and 30: the other weeks are numbers only. */
function Linked({ count, href, words }: { readonly count: number; readonly href: string | null; readonly words: string }) {
  if (href === null || count === 0) return count === 0 ? null : numberWords(count);
  return (
    <a href={href} aria-label={words} className={LINK}>
      {numberWords(count)}
    </a>
  );
}

/** How many end in which week, marketplace by marketplace. */
export function WeekTable({ view, moment }: { readonly view: ForecastView; readonly moment: Moment }) {
  const t = translator();
  const { weeks, providers, total, tests } = view;
  // Whole days in UTC, as they were counted.
  const utc: Moment = { ...moment, zone: "UTC" };
  const names = weeks.map(({ from, to }) =>
    t("admin.forecast.week", { from: dayWords(new Date(from), utc), to: dayWords(new Date(to), utc) }),
  );
  const heads = [
    { name: t("admin.forecast.provider") },
    ...names.map((name) => ({ name, end: true })),
    { name: t("admin.forecast.all_weeks"), end: true },
  ];
  return (
    <Table caption={t("admin.forecast.weeks")} heads={heads}>
      {providers.map(({ provider, filter, weeks: counts, total: of }) => (
        <Row key={filter}>
          <HeadCell>
            <ProviderName provider={provider} />
          </HeadCell>
          {counts.map((count, place) => (
            <Cell key={names[place]} name={names[place] ?? ""} end>
              {count === 0 ? null : numberWords(count)}
            </Cell>
          ))}
          <Cell name={t("admin.forecast.all_weeks")} end>
            <Linked
              count={of}
              href={listAddress({ ends: "30d", provider: filter, tests, sort: "ends" })}
              words={t("admin.forecast.see", { provider: provider.name, count: of })}
            />
          </Cell>
        </Row>
      ))}
      <Row>
        <HeadCell>{t("admin.forecast.all_providers")}</HeadCell>
        {weeks.map(({ count }, place) => (
          <Cell key={names[place]} name={names[place] ?? ""} end>
            {count === 0 ? null : <b className="font-semibold">{numberWords(count)}</b>}
          </Cell>
        ))}
        <Cell name={t("admin.forecast.all_weeks")} end>
          <b className="font-semibold">
            <Linked
              count={total}
              href={listAddress({ ends: "30d", tests, sort: "ends" })}
              words={t("admin.forecast.see_total", { count: total })}
            />
          </b>
        </Cell>
      </Row>
    </Table>
  );
}
