import type { AdminListView } from "../../lib/views/admin-list";
import { ADMIN_SORTS, SORT_WORDS } from "../../lib/views/admin-sort";
import { translator } from "../../lib/views/texts/translate";
import { LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { withoutPage } from "./list-address";

/** What the neighbours of a page are called: by age where that is the order, else before and after. */
function pageWords({ by, direction }: AdminListView["sort"]) {
  if (by !== "newest") return { before: "admin.list.previous", after: "admin.list.next" } as const;
  const [newer, older] = ["admin.list.newer", "admin.list.older"] as const;
  return direction === "desc" ? { before: newer, after: older } : { before: older, after: newer };
}

/** In which order the list is, and the pages beside this one. No link stands where there is none. */
export function ListPages({ view }: { readonly view: AdminListView }) {
  const t = translator();
  const { asked, before, after, sort, rows } = view;
  const words = pageWords(sort);
  const by = ADMIN_SORTS.find((known) => known === sort.by) ?? "urgency";
  return (
    <nav
      aria-label={t("admin.list.pages")}
      className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-5 py-2.5 max-md:px-4"
    >
      <span className="text-sm text-muted">
        {t("admin.list.on_page", { count: rows.length })} · {t(SORT_WORDS[by])}
      </span>
      <span className="flex gap-2">
        {before === null ? null : (
          <LinkButton href={withoutPage(asked, { before })} size="small" rel="prev">
            <span className="rtl:-scale-x-100">
              <Icon name="left" />
            </span>
            {t(words.before)}
          </LinkButton>
        )}
        {after === null ? null : (
          <LinkButton href={withoutPage(asked, { after })} size="small" rel="next">
            {t(words.after)}
            <span className="rtl:-scale-x-100">
              <Icon name="right" />
            </span>
          </LinkButton>
        )}
      </span>
    </nav>
  );
}
