import type { Metadata } from "next";
import { cookies } from "next/headers";
import { Dashboard } from "@/components/connections/dashboard";
import { dashboardQuery, type SearchParams } from "@/components/connections/dashboard-query";
import { StaleNotice } from "@/components/connections/stale-notice";
import { KeepFresh } from "@/components/islands/keep-fresh";
import { Keys } from "@/components/shell/keys";
import { routes } from "@/lib/views/routes";
import { translator } from "@/lib/views/texts/translate";
import { loadDashboard, loadViewer } from "@/lib/web/loaders";
import { VIEW_COOKIE, viewOfCookie } from "@/lib/web/view-cookie";

export const generateMetadata = (): Metadata => ({ title: translator()("dashboard.title") });

/** Where the island puts a label, or how many there are, into a whole sentence of the catalogue. */
const MARK = "\u0001";

/** Is everything selling, and what is the one next step? */
export default async function ConnectionsPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const [viewer, view, sent, kept] = await Promise.all([loadViewer(), loadDashboard(searchParams), searchParams, cookies()]);
  const t = translator();
  const query = { ...dashboardQuery(sent), view: viewOfCookie(kept.get(VIEW_COOKIE)?.value) };
  const texts = {
    again: t("live.working_again", { label: MARK }),
    trouble: t("live.in_trouble", { label: MARK }),
    many: t("live.many", { count: MARK }),
    mark: MARK,
  };
  const moment = { now: new Date(view.shownAt), zone: viewer.timeZone };
  return (
    <>
      <KeepFresh address={routes.api.pulse} pulse={view.pulse} texts={texts}>
        <StaleNotice moment={moment} query={query} />
      </KeepFresh>
      <Dashboard view={view} query={query} zone={viewer.timeZone} />
      {viewer.singleKeys ? <Keys area="seller" /> : null}
    </>
  );
}
