import type { AuditListView } from "../../lib/views/audit";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { PageTimes } from "../connections/page-times";
import { Button, LinkButton } from "../ui/button";
import { Empty } from "../ui/empty";
import { Icon } from "../ui/icon";
import { Page, PageHead } from "../ui/page";
import { AuditChain } from "./audit-chain";
import { AuditFilters } from "./audit-filters";
import { AuditTable } from "./audit-table";
import { PagesNav } from "./pages-nav";
import { auditAddress, first } from "./people-address";

/** Who did what: find an act, and see whether the log is whole. */
export function Audit({ view, zone }: { readonly view: AuditListView; readonly zone: string | null }) {
  const t = translator();
  const { asked, rows, newer, older, chain, mayExport, unknown } = view;
  const moment: Moment = { now: new Date(view.shownAt), zone };
  return (
    <Page width="admin">
      <PageHead
        title={t("admin.audit.title")}
        lead={t("admin.audit.lead")}
        action={
          mayExport ? (
            <form method="post" action={routes.api.exportAudit} className="flex flex-wrap gap-2">
              {Object.entries(first(asked))
                .filter(([, value]) => value !== "")
                .map(([name, value]) => (
                  <input key={name} type="hidden" name={name} value={value} />
                ))}
              {(["csv", "ndjson"] as const).map((format) => (
                <Button key={format} name="format" value={format}>
                  <Icon name="download" />
                  {t(`admin.audit.${format}`)}
                </Button>
              ))}
            </form>
          ) : null
        }
      />
      <AuditChain chain={chain} moment={moment} />
      <div data-edge="" className="mt-4 overflow-hidden rounded-lg border border-line bg-surface">
        <AuditFilters view={view} />
        {rows.length > 0 ? (
          <AuditTable rows={rows} moment={moment} />
        ) : (
          <div className="border-t border-line p-4 md:p-5">
            <Empty title={t("admin.audit.none_title")} body={t(`admin.audit.none_${unknown ?? "body"}`)}>
              <LinkButton href={auditAddress({})}>{t("admin.audit.clear")}</LinkButton>
            </Empty>
          </div>
        )}
        <PagesNav
          label={t("admin.audit.pages")}
          newer={newer && auditAddress(first(asked, { newer }))}
          older={older && auditAddress(first(asked, { older }))}
        />
      </div>
      <PageTimes moment={moment} href={auditAddress(asked)} />
    </Page>
  );
}
