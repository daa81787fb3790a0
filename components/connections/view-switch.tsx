import { translator } from "../../lib/views/texts/translate";
import { type DashboardQuery, withView } from "./dashboard-query";

const VIEWS = ["cards", "list"] as const;

/** Cards or list: two links, the current one marked. Phones always read one column, so they need no switch. */
export function ViewSwitch({ query }: { readonly query: DashboardQuery }) {
  const t = translator();
  return (
    <nav
      aria-label={t("view.label")}
      data-edge=""
      className="inline-flex rounded-md border border-line bg-sunken p-px max-md:hidden"
    >
      {VIEWS.map((view) => (
        <a
          key={view}
          href={withView(query, view)}
          aria-current={query.view === view ? "true" : undefined}
          className="inline-flex min-h-8 items-center rounded-sm border border-transparent px-3 text-sm font-medium text-muted no-underline hover:text-ink touch:min-h-11 aria-[current]:border-line-strong aria-[current]:bg-raised aria-[current]:text-ink aria-[current]:shadow-xs forced-colors:aria-[current]:underline"
        >
          {t(`view.${view}`)}
        </a>
      ))}
    </nav>
  );
}
