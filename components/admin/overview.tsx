import type { AdminOverviewView } from "../../lib/views/admin-overview";
import { queryText } from "../../lib/views/admin-query";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { clockWords, type Moment } from "../../lib/views/time-words";
import { PageTimes } from "../connections/page-times";
import { More } from "../ui/more";
import { Page, PageHead } from "../ui/page";
import { EngineNotice } from "./engine-notice";
import { FirstSteps } from "./first-steps";
import { ClosedIncidents, OpenIncident } from "./incidents";
import { LostKeys } from "./lost-keys";
import { MoreLink } from "./more-link";
import { overviewAddress, type Shown } from "./overview-address";
import { OverviewCharts } from "./overview-charts";
import { ProviderStates } from "./provider-states";
import { ProviderTable } from "./provider-table";
import { AdminSection } from "./section";
import { Segments } from "./segments";
import { ShortList } from "./short-list";
import { Throttled } from "./throttled";
import { Tiles } from "./tiles";
import { Unexplained } from "./unexplained";

type OverviewProps = {
  readonly view: AdminOverviewView;
  /** The reader's own zone; null: UTC. */
  readonly zone: string | null;
  readonly tz?: Shown["tz"];
};

const listed = (asked: Parameters<typeof queryText>[0]): string => `${routes.admin.connections}?${queryText(asked)}`;

/** Is a marketplace broken, is it us, who must be told? */
export function Overview({ view, zone, tz = "" }: OverviewProps) {
  const t = translator();
  const moment: Moment = { now: new Date(view.shownAt), zone: tz === "utc" ? null : zone };
  const shown: Shown = { range: view.chart.range, tz };
  return (
    <Page width="admin">
      <PageHead
        title={t("admin.overview.title")}
        action={
          <div className="flex flex-wrap items-center gap-2.5 text-sm text-muted">
            {t("page.as_of", { time: clockWords(moment.now, moment.zone) })}
            <Segments
              label={t("admin.overview.zone")}
              items={(["", "utc"] as const).map((each) => ({
                text: t(each === "" ? "admin.overview.zone_own" : "admin.overview.zone_utc"),
                href: overviewAddress({ ...shown, tz: each }),
                isHere: each === tz,
              }))}
            />
          </div>
        }
      />
      <Wrong view={view} moment={moment} />
      {view.firstSteps === null ? null : <FirstSteps steps={view.firstSteps} />}
      <Tiles view={view} />
      <AdminSection
        id="providers"
        title={t("admin.providers.title")}
        end={<MoreLink href={routes.admin.providers} text={t("admin.providers.all_link")} />}
      >
        <ProviderTable providers={view.providers} tests={view.tests} moment={moment} />
        <div className="border-t border-line px-5 py-1 max-md:px-4">
          <More summary={t("admin.providers.states")}>
            <div className="-mx-5 -mb-1 max-md:-mx-4">
              <ProviderStates providers={view.providers} tests={view.tests} moment={moment} />
            </div>
          </More>
        </div>
      </AdminSection>
      <OverviewCharts view={view} moment={moment} shown={shown} />
      <div className="grid items-start gap-x-4 min-[70rem]:grid-cols-2">
        <ShortList
          kind="broken"
          rows={view.broken}
          href={listed({ state: "reconnect,needs_you,trouble", tests: view.tests, sort: "since" })}
          moment={moment}
        />
        <ShortList
          kind="ending"
          rows={view.ending}
          href={listed({ state: "ends_soon", tests: view.tests, sort: "ends" })}
          moment={moment}
          foot={<Needed needed={view.needed} />}
        />
      </div>
      <Closed view={view} moment={moment} />
      <Unexplained unexplained={view.unexplained} moment={moment} />
      <PageTimes moment={moment} href={overviewAddress(shown)} />
    </Page>
  );
}

type PartProps = { readonly view: AdminOverviewView; readonly moment: Moment };

/** Everything that somebody should know before anything else; a healthy page has nothing here. */
function Wrong({ view, moment }: PartProps) {
  const open = view.incidents.filter(({ closedAt }) => closedAt === null);
  const throttled = view.providers.filter(({ throttledUntil }) => throttledUntil !== null);
  if (open.length + throttled.length + view.missingKeys.length === 0 && view.engine.state === "ok") return null;
  const acts = { mayTell: view.mayTell, mayPause: view.mayPause, from: "overview" } as const;
  return (
    <section aria-label={translator()("admin.incident.open")} className="mt-4 grid gap-3">
      <EngineNotice engine={view.engine} moment={moment} />
      <LostKeys missing={view.missingKeys} link={view.seesKeys} />
      {open.map((incident) => (
        <OpenIncident key={incident.id} incident={incident} moment={moment} acts={acts} />
      ))}
      {throttled.map((health) => (
        <Throttled key={health.filter} health={health} moment={moment} />
      ))}
    </section>
  );
}

/** What the forecast says in one sentence. */
function Needed({ needed: { count, exact } }: Pick<AdminOverviewView, "needed">) {
  if (count === 0) return null;
  return (
    <p className="border-t border-line px-5 py-1 text-sm max-md:px-4">
      <a href={routes.admin.forecast} className="inline-flex min-h-8 items-center touch:min-h-11">
        {translator()(exact ? "admin.forecast.total" : "admin.short.forecast_about", { count })}
      </a>
    </p>
  );
}

function Closed({ view, moment }: PartProps) {
  const t = translator();
  const closed = view.incidents.filter(({ closedAt }) => closedAt !== null);
  if (closed.length === 0) return null;
  return (
    <AdminSection id="incidents" title={t("admin.incident.closed")} lead={t("admin.incident.closed_lead")}>
      <ClosedIncidents incidents={closed} moment={moment} />
    </AdminSection>
  );
}
