import type { AdminListView } from "../../lib/views/admin-list";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { SelectRows } from "../islands/select-rows";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icon-paths";

/** What can be asked of many at once; each leads to a page that says first what it would do. */
const ACTS: readonly { readonly act: string; readonly icon: IconName }[] = [
  { act: "refresh", icon: "refresh" },
  { act: "ask", icon: "mail" },
  { act: "pause", icon: "pause" },
  { act: "resume", icon: "play" },
];

const SELECTED = "selected";

/** "412", or "about 104,000" where nobody counted on. */
export function countWords({ count, exact }: AdminListView["matching"]): string {
  return translator()(exact ? "admin.list.exactly" : "admin.list.about", { count });
}

/**
 * What can be done with the ticked rows, or with all that match: then the question goes along, not the rows. It shows up
 * with the first tick, with or without a script.
 */
export function ListBar({ view }: { readonly view: AdminListView }) {
  const t = translator();
  const { matching } = view;
  const every = t(matching.exact ? "admin.list.select_all" : "admin.list.select_about", { count: matching.count });
  return (
    <>
      <SelectRows some={t("admin.list.selected", { count: "{count}" })} every={t("admin.list.all_selected")} shown={SELECTED} />
      <div className="pointer-events-none sticky bottom-0 z-10 hidden justify-center px-4 py-3 group-has-[[name=ids]:checked,[name=all]:checked]/list:flex max-md:p-0">
        <fieldset
          data-edge=""
          className="pointer-events-auto flex min-w-0 max-w-full flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-line bg-raised px-4 py-2.5 shadow-pop max-md:w-full max-md:rounded-none"
        >
          <legend className="sr-only">{t("admin.list.bar")}</legend>
          <span id={SELECTED} aria-hidden="true" className="font-medium" />
          <label className="inline-flex min-h-8 items-center gap-2 text-muted hover:text-ink touch:min-h-11">
            <input type="checkbox" name="all" value="1" className="size-4 flex-none accent-accent" />
            {every}
          </label>
          <span className="flex gap-2 max-md:w-full max-md:overflow-x-auto max-md:pb-1 md:flex-wrap md:border-s md:border-line md:ps-3 [&>*]:flex-none">
            {ACTS.map(({ act, icon }) => (
              <Button key={act} size="small" name="act" value={act}>
                <Icon name={icon} />
                {t(`admin.list.act.${act}`)}
              </Button>
            ))}
            {view.mayExport ? (
              <Button size="small" formAction={routes.api.adminExport} formMethod="post">
                <Icon name="download" />
                {t("admin.list.act.export")}
              </Button>
            ) : null}
            <Button size="small" variant="end" name="act" value="disconnect">
              {t("admin.list.act.disconnect")}
            </Button>
          </span>
        </fieldset>
      </div>
    </>
  );
}
