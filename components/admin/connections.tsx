import type { AdminListView } from "../../lib/views/admin-list";
import { isNarrowed, SHORTEST_SEARCH } from "../../lib/views/admin-query";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { PageTimes } from "../connections/page-times";
import { Page, PageHead } from "../ui/page";
import { AskedFields } from "./asked-fields";
import { listAddress } from "./list-address";
import { countWords, ListBar } from "./list-bar";
import { Chips } from "./list-chips";
import { ListExport } from "./list-export";
import { ListFilters } from "./list-filters";
import { ListNone } from "./list-none";
import { ListPages } from "./list-pages";
import { ListTable } from "./list-table";
import { ListViews } from "./list-views";
import { ZoneSwitch } from "./zone-switch";

/** What the list is narrowed by and how many that leaves. */
function Found({ view }: { readonly view: AdminListView }) {
  const t = translator();
  return (
    <div className="flex flex-wrap items-center gap-1.5 px-5 pb-3 text-sm max-md:px-4">
      <Chips view={view} />
      {view.tooShort ? (
        <span id="too-short" className="text-warn">
          {t("admin.list.too_short", { count: SHORTEST_SEARCH })}
        </span>
      ) : null}
      <span className="text-muted tabular-nums">{t("admin.list.match", { count: countWords(view.matching) })}</span>
    </div>
  );
}

/** Everybody's connections: find the one, or the ones that are alike, see why they stand as they do, and do something about it. */
export function Connections({ view, zone }: { readonly view: AdminListView; readonly zone: string | null }) {
  const t = translator();
  const { asked, mayAct } = view;
  const moment: Moment = { now: new Date(view.shownAt), zone: asked.tz === "utc" ? null : zone };
  const table = view.rows.length > 0 ? <ListTable view={view} moment={moment} /> : <ListNone view={view} />;
  return (
    <Page width="admin">
      <PageHead
        title={t("admin.list.title")}
        beside={<span className="text-lg text-faint tabular-nums">{countWords(view.matching)}</span>}
        action={
          <div className="flex flex-wrap items-center gap-2">
            <ZoneSwitch asked={asked} />
            {view.mayExport ? <ListExport asked={asked} /> : null}
          </div>
        }
      />
      <ListViews view={view} />
      <div data-edge="" className="mt-3 rounded-lg border border-line bg-surface">
        <ListFilters view={view} />
        {isNarrowed(asked) ? <Found view={view} /> : null}
        {mayAct && view.rows.length > 0 ? (
          <form action={routes.admin.newJob} className="group/list" aria-label={t("admin.list.rows")}>
            <AskedFields asked={asked} />
            {table}
            <ListPages view={view} />
            <ListBar view={view} />
          </form>
        ) : (
          <>
            {table}
            {view.rows.length > 0 ? <ListPages view={view} /> : null}
          </>
        )}
      </div>
      <PageTimes moment={moment} href={listAddress(asked)} />
    </Page>
  );
}
