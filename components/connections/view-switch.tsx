import { LIST_VIEWS } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { dashboardAddress, type Shown } from "./dashboard-query";

/** Cards or list: two buttons, the chosen one pressed. Phones always read one column, so they need no switch. */
export function ViewSwitch({ query }: { readonly query: Shown }) {
  const t = translator();
  return (
    <form
      method="post"
      action={routes.api.view}
      aria-label={t("view.label")}
      data-edge=""
      className="inline-flex rounded-md border border-line bg-sunken p-px max-md:hidden"
    >
      <input type="hidden" name="returnTo" value={dashboardAddress(query)} />
      {LIST_VIEWS.map((view) => (
        <button
          key={view}
          type="submit"
          name="view"
          value={view}
          aria-pressed={query.view === view}
          className="inline-flex min-h-8 items-center rounded-sm border border-transparent px-3 text-sm font-medium text-muted hover:text-ink touch:min-h-11 aria-pressed:border-line-strong aria-pressed:bg-raised aria-pressed:text-ink aria-pressed:shadow-xs forced-colors:aria-pressed:underline"
        >
          {t(`view.${view}`)}
        </button>
      ))}
    </form>
  );
}
