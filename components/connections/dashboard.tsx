import type { DashboardView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { Page, PageHead } from "../ui/page";
import { Section } from "../ui/panel";
import { Cards, ConnectionList } from "./connection-list";
import { DashboardEmpty } from "./dashboard-empty";
import { dashboardAddress, isFiltered, type Shown } from "./dashboard-query";
import { FilterForm } from "./filter-form";
import { FilterNone } from "./filter-none";
import { PageTimes } from "./page-times";
import { SummaryLine } from "./summary-line";
import { TroubleStrips } from "./trouble-strips";
import { ViewSwitch } from "./view-switch";

type DashboardProps = { readonly view: DashboardView; readonly query: Shown; readonly zone: string | null };

/** In three seconds: is everything selling, and what is the one next step? */
export function Dashboard({ view, query, zone }: DashboardProps) {
  const t = translator();
  const filtered = isFiltered(query);
  if (view.connections.length === 0 && !filtered) return <DashboardEmpty providers={view.providers} />;
  const moment: Moment = { now: new Date(view.shownAt), zone };
  // A filtered list answers one question, and cards carry their own next step: neither needs the section.
  const needing = filtered || query.view === "cards" ? [] : view.connections.filter(({ needsSeller }) => needsSeller);
  const connect = (
    <LinkButton href={routes.choose} variant={view.needsYou > 0 ? "plain" : "main"} wide="phone">
      <Icon name="plus" />
      {t("dashboard.connect")}
    </LinkButton>
  );
  const tools = (
    <div className="flex flex-wrap items-center gap-2 max-md:w-full">
      <FilterForm query={query} providers={view.providers} />
      <ViewSwitch query={query} />
    </div>
  );
  return (
    <Page>
      <PageHead title={t("dashboard.title")} lead={<SummaryLine view={view} />} action={connect} />
      <TroubleStrips troubles={view.troubles} moment={moment} />
      {needing.length > 0 ? (
        <Section title={t("dashboard.needs_you")} count={needing.length}>
          <Cards connections={needing} moment={moment} />
        </Section>
      ) : null}
      <Section
        title={t("dashboard.all")}
        count={view.connections.length}
        action={view.connections.length > 1 || filtered ? tools : undefined}
      >
        {view.connections.length > 0 ? (
          <ConnectionList connections={view.connections} moment={moment} view={query.view} />
        ) : (
          <FilterNone query={query} providers={view.providers} />
        )}
      </Section>
      <PageTimes moment={moment} href={dashboardAddress(query)} />
    </Page>
  );
}
