import { type AdminOverviewView, RANGES } from "../../lib/views/admin-overview";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { More } from "../ui/more";
import { ChartTable } from "./chart-table";
import { LatencyChart, LatencyKey } from "./latency-chart";
import { overviewAddress, type Shown } from "./overview-address";
import { Heartbeat, Queue } from "./queue";
import { allOf, ChartKey, RenewalChart } from "./renewal-chart";
import { Segments } from "./segments";

const PANEL = "min-w-0 rounded-lg border border-line bg-surface";
const CAP = "flex flex-wrap items-center justify-between gap-x-3 gap-y-2 px-5 pt-3.5 pb-2 max-md:px-4";
const TITLE = "text-md font-semibold tracking-snug";

type ChartsProps = { readonly view: AdminOverviewView; readonly moment: Moment; readonly shown: Shown };

/** What was renewed over time, what is due, and how long it takes. */
export function OverviewCharts({ view: { chart, queue, engine }, moment, shown }: ChartsProps) {
  const t = translator();
  const isEmpty = chart.bars.every((bar) => allOf(bar) === 0);
  return (
    <div className="mt-4 grid items-start gap-4 min-[70rem]:grid-cols-[minmax(0,1fr)_22rem]">
      <section aria-labelledby="renewals" data-edge="" className={PANEL}>
        <div className={CAP}>
          <h2 id="renewals" className={TITLE}>
            {t("admin.chart.title")}
          </h2>
          <Segments
            label={t("admin.chart.range")}
            items={RANGES.map((range) => ({
              text: t(`admin.chart.range_${range}`),
              href: overviewAddress({ ...shown, range }),
              isHere: range === chart.range,
            }))}
          />
        </div>
        {isEmpty ? (
          <p className="px-5 pt-2 pb-5 text-sm text-muted max-md:px-4">{t("admin.chart.nothing")}</p>
        ) : (
          <>
            <RenewalChart chart={chart} moment={moment} />
            <div className="px-5 pt-2 pb-3 max-md:px-4">
              <ChartKey />
              <div className="[&_table]:mt-1">
                <More summary={t("admin.chart.as_table")}>
                  <ChartTable chart={chart} moment={moment} />
                </More>
              </div>
            </div>
          </>
        )}
      </section>
      <div data-edge="" className={PANEL}>
        <section aria-labelledby="queue">
          <div className={CAP}>
            <h2 id="queue" className={TITLE}>
              {t("admin.queue.title")}
            </h2>
            <Heartbeat engine={engine} moment={moment} />
          </div>
          <Queue queue={queue} />
        </section>
        <section aria-labelledby="renewal-time" className="border-t border-line">
          <div className={CAP}>
            <h2 id="renewal-time" className={TITLE}>
              {t("admin.chart.times")}
            </h2>
            <LatencyKey />
          </div>
          <LatencyChart chart={chart} />
          <div className="pb-3" />
        </section>
      </div>
    </div>
  );
}
