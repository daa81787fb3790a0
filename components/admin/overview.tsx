import type { AdminOverviewView } from "../../lib/views/admin";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { PageTimes } from "../connections/page-times";
import { Note } from "../ui/notice";
import { Page, PageHead } from "../ui/page";
import { ProviderTable } from "./provider-table";
import { Refusals } from "./refusals";
import { AdminSection } from "./section";
import { Tiles } from "./tiles";
import { Unexplained } from "./unexplained";

/** Is a marketplace broken, is it us, who must be told? */
export function Overview({ view, zone }: { readonly view: AdminOverviewView; readonly zone: string | null }) {
  const t = translator();
  const moment: Moment = { now: new Date(view.shownAt), zone };
  const isSetUp = view.providers.some(({ health }) => health !== "not_set_up");
  return (
    <Page width="admin">
      <PageHead title={t("admin.overview.title")} />
      <Refusals providers={view.providers} moment={moment} />
      <Tiles view={view} />
      {view.live > 0 ? null : (
        <div className="mt-4">
          <Note>{t(isSetUp ? "admin.providers.no_connections" : "admin.providers.none_set_up")}</Note>
        </div>
      )}
      <AdminSection id="providers" title={t("admin.providers.title")}>
        <ProviderTable providers={view.providers} moment={moment} />
      </AdminSection>
      <Unexplained unexplained={view.unexplained} moment={moment} />
      <PageTimes moment={moment} href={routes.admin.overview} />
    </Page>
  );
}
