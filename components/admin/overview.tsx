import type { AdminOverviewView } from "../../lib/views/admin";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { PageTimes } from "../connections/page-times";
import { Note } from "../ui/notice";
import { Page, PageHead } from "../ui/page";
import { EngineNotice } from "./engine-notice";
import { ClosedIncidents, OpenIncident } from "./incidents";
import { ProviderTable } from "./provider-table";
import { AdminSection } from "./section";
import { Throttled } from "./throttled";
import { Tiles } from "./tiles";
import { Unexplained } from "./unexplained";

/** Is a marketplace broken, is it us, who must be told? */
export function Overview({ view, zone }: { readonly view: AdminOverviewView; readonly zone: string | null }) {
  const t = translator();
  const moment: Moment = { now: new Date(view.shownAt), zone };
  const open = view.incidents.filter(({ closedAt }) => closedAt === null);
  const closed = view.incidents.filter(({ closedAt }) => closedAt !== null);
  const throttled = view.providers.filter(({ throttledUntil }) => throttledUntil !== null);
  const isSetUp = view.providers.some(({ health }) => health !== "not_set_up");
  return (
    <Page width="admin">
      <PageHead title={t("admin.overview.title")} />
      {open.length + throttled.length > 0 || view.engine.state !== "ok" ? (
        <section aria-label={t("admin.incident.open")} className="mt-4 grid gap-3">
          <EngineNotice engine={view.engine} moment={moment} />
          {open.map((incident) => (
            <OpenIncident key={incident.id} incident={incident} moment={moment} />
          ))}
          {throttled.map((health) => (
            <Throttled key={health.filter} health={health} moment={moment} />
          ))}
        </section>
      ) : null}
      <Tiles view={view} />
      {view.live > 0 ? null : (
        <div className="mt-4">
          <Note>{t(isSetUp ? "admin.providers.no_connections" : "admin.providers.none_set_up")}</Note>
        </div>
      )}
      <AdminSection id="providers" title={t("admin.providers.title")}>
        <ProviderTable providers={view.providers} moment={moment} />
      </AdminSection>
      {closed.length > 0 ? (
        <AdminSection id="incidents" title={t("admin.incident.closed")} lead={t("admin.incident.closed_lead")}>
          <ClosedIncidents incidents={closed} moment={moment} />
        </AdminSection>
      ) : null}
      <Unexplained unexplained={view.unexplained} moment={moment} />
      <PageTimes moment={moment} href={routes.admin.overview} />
    </Page>
  );
}
