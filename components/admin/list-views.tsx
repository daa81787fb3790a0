import type { AdminListView } from "../../lib/views/admin-list";
import { type AdminQuery, isNarrowed, queryText, wholeQuestion, withoutZone } from "../../lib/views/admin-query";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button } from "../ui/button";
import { TextInput } from "../ui/field";
import { Icon } from "../ui/icon";
import { listAddress } from "./list-address";

/** Questions that everybody asks. */
const USUAL: readonly { readonly text: string; readonly asks: Partial<AdminQuery> }[] = [
  { text: "admin.views.all", asks: {} },
  { text: "admin.condition.reconnect", asks: { state: "reconnect" } },
  { text: "admin.condition.trouble", asks: { state: "trouble" } },
  { text: "admin.list.ends_7d", asks: { ends: "7d" } },
];

const CHIP =
  "inline-flex min-h-8 max-w-full items-center gap-1.5 rounded-full border border-line bg-surface px-3 text-sm font-medium text-muted no-underline hover:bg-hover hover:text-ink aria-[current]:border-accent aria-[current]:bg-accent-tint aria-[current]:text-accent touch:min-h-11";

function ViewLink({ href, isShown, children }: { readonly href: string; readonly isShown: boolean; readonly children: string }) {
  return (
    <li className="flex max-w-full">
      <a href={href} aria-current={isShown ? "true" : undefined} data-edge="" className={CHIP}>
        <bdi className="truncate">{children}</bdi>
      </a>
    </li>
  );
}

/** A question that was kept, told in the zone that is shown now unless it was kept with one. */
function keptAddress(kept: string, tz: string): string {
  const query = [kept, tz !== "" && withoutZone(kept) === kept ? queryText({ tz }) : ""].filter(Boolean).join("&");
  return query === "" ? routes.admin.connections : `${routes.admin.connections}?${query}`;
}

/** Keeps the question under a name. */
function SaveView({ query }: { readonly query: string }) {
  const t = translator();
  return (
    <details name="menu" className="relative max-md:w-full">
      <summary className={CHIP}>
        <Icon name="plus" size="sm" />
        {t("admin.views.save")}
      </summary>
      <form method="post" action={routes.api.saveView} className="menu-panel inset-e-auto start-0 grid gap-2 p-3 max-md:w-full">
        <input type="hidden" name="query" value={query} />
        <label htmlFor="view-name" className="text-sm text-muted">
          {t("admin.views.name")}
        </label>
        <TextInput id="view-name" look="normal" name="name" required maxLength={60} autoComplete="off" dir="auto" />
        <Button size="small" variant="main">
          {t("admin.views.keep")}
        </Button>
      </form>
    </details>
  );
}

/** Questions with a name: those that everybody asks, and those that the reader kept. */
export function ListViews({ view }: { readonly view: AdminListView }) {
  const t = translator();
  const query = queryText(wholeQuestion(view.asked));
  const { tz } = view.asked;
  const isKept = view.views.some(({ isShown }) => isShown);
  return (
    <nav aria-label={t("admin.views.title")} className="mt-4 flex flex-wrap items-center gap-2">
      <ul className="contents">
        {USUAL.map(({ text, asks }) => (
          <ViewLink key={text} href={listAddress({ ...asks, tz })} isShown={withoutZone(query) === queryText(asks)}>
            {t(text)}
          </ViewLink>
        ))}
        {view.views.map(({ id, name, query: kept, isShown }) => (
          <ViewLink key={id} href={keptAddress(kept, tz)} isShown={isShown}>
            {name}
          </ViewLink>
        ))}
      </ul>
      {isNarrowed(view.asked) && !isKept ? <SaveView query={query} /> : null}
      {view.views.length > 0 ? (
        <a href={routes.admin.savedViews} className="inline-flex min-h-8 items-center px-1 text-sm text-muted touch:min-h-11">
          {t("admin.views.manage")}
        </a>
      ) : null}
    </nav>
  );
}
