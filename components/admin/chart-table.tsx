import type { ChartView } from "../../lib/views/admin-overview";
import { numberWords, secondsWords } from "../../lib/views/number-words";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { barWords, FAILURES } from "./chart-words";
import { barAddress } from "./renewal-chart";
import { Cell, HeadCell, Row, Table } from "./table";

const number = (count: number) => (count === 0 ? null : numberWords(count));

/** The same as the charts, in numbers, the newest first. */
export function ChartTable({ chart: { bars, range }, moment }: { readonly chart: ChartView; readonly moment: Moment }) {
  const t = translator();
  const heads = [
    { name: t(range === "30d" ? "admin.chart.day" : "admin.chart.from") },
    { name: t("admin.chart.key_ok"), end: true },
    ...FAILURES.map(({ outcome }) => ({ name: t(`admin.chart.failed_${outcome}`), end: true })),
    { name: t("admin.chart.p50"), end: true },
    { name: t("admin.chart.p95"), end: true },
  ];
  return (
    <Table caption={t(`admin.chart.label_${range}`)} heads={heads}>
      {[...bars].reverse().map((bar, back) => (
        <Row key={bar.from}>
          <HeadCell>
            <a
              href={barAddress(bar, back > 0)}
              className="inline-flex min-h-6 items-center text-ink no-underline hover:underline touch:min-h-8"
            >
              <time dateTime={bar.from}>{barWords(bar.from, range, moment)}</time>
            </a>
          </HeadCell>
          <Cell name={t("admin.chart.key_ok")} end>
            {number(bar.counts.ok)}
          </Cell>
          {FAILURES.map(({ outcome }) => (
            <Cell key={outcome} name={t(`admin.chart.failed_${outcome}`)} end>
              {number(bar.counts[outcome])}
            </Cell>
          ))}
          {(
            [
              ["p50", bar.p50Ms],
              ["p95", bar.p95Ms],
            ] as const
          ).map(([name, ms]) => (
            <Cell key={name} name={t(`admin.chart.${name}`)} end>
              {ms === null ? null : t("admin.seconds", { seconds: secondsWords(ms / 1000) })}
            </Cell>
          ))}
        </Row>
      ))}
    </Table>
  );
}
