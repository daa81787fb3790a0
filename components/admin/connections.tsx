import type { AdminListView } from "../../lib/views/admin";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { PageTimes } from "../connections/page-times";
import { Page, PageHead } from "../ui/page";
import { isNarrowed, listAddress } from "./list-address";
import { Chips } from "./list-chips";
import { ListFilters } from "./list-filters";
import { ListNone } from "./list-none";
import { ListPages } from "./list-pages";
import { ListTable } from "./list-table";

function countWords({ matching, matchingIsLeast, asked }: AdminListView): string {
  const t = translator();
  if (matchingIsLeast) return t("admin.list.count_more", { count: matching });
  return t(isNarrowed(asked) ? "admin.list.count" : "admin.list.count_all", { count: matching });
}

/** Everybody's connections: find the one, or the ones that are alike, and see why they stand as they do. */
export function Connections({ view, zone }: { readonly view: AdminListView; readonly zone: string | null }) {
  const t = translator();
  const moment: Moment = { now: new Date(view.shownAt), zone };
  return (
    <Page width="admin">
      <PageHead
        title={t("admin.list.title")}
        beside={<span className="text-lg text-faint tabular-nums">{countWords(view)}</span>}
      />
      <div data-edge="" className="mt-4 overflow-hidden rounded-lg border border-line bg-surface">
        <ListFilters view={view} />
        {isNarrowed(view.asked) ? (
          <div className="flex flex-wrap items-center gap-1.5 px-5 pb-3 text-sm max-md:px-4">
            <Chips view={view} />
            {view.tooShort ? <span className="text-muted">{t("admin.list.too_short")}</span> : null}
          </div>
        ) : null}
        {view.rows.length > 0 ? <ListTable rows={view.rows} moment={moment} /> : <ListNone view={view} />}
        <ListPages view={view} />
      </div>
      <PageTimes moment={moment} href={listAddress(view.asked)} />
    </Page>
  );
}
