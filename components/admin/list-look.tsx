import { ALWAYS_SHOWN, LIST_DENSITIES } from "../../lib/core/connections/list-look";
import type { ListLookView } from "../../lib/views/admin-list";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button, LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { Crumb, Page, PageHead } from "../ui/page";
import { Panel } from "../ui/panel";

type LookProps = { readonly view: ListLookView; readonly back: string; readonly here: string };

/** A shown column: moved by buttons, because dragging is not for everybody (WCAG 2.2, 2.5.7). */
function Shown({ column, place, count }: { readonly column: string; readonly place: number; readonly count: number }) {
  const t = translator();
  const name = t(`admin.list.${column}`);
  const move = (change: "up" | "down", isEnd: boolean) => (
    <Button
      size="small"
      variant="bare"
      name="do"
      value={`${change}.${column}`}
      disabled={isEnd}
      aria-label={t(`admin.look.${change}_name`, { name })}
    >
      <span className={`touch:px-1.5 ${change === "down" ? "rotate-180" : ""}`}>
        <Icon name="up" />
      </span>
    </Button>
  );
  return (
    <li className="flex items-center gap-2 py-1.5 ps-5 pe-3 not-first:border-t not-first:border-line max-md:ps-4">
      <span className="min-w-0 flex-1 font-medium">{name}</span>
      {move("up", place === 0)}
      {move("down", place === count - 1)}
      {column === ALWAYS_SHOWN ? (
        <span className="w-20 text-center text-sm text-muted">{t("admin.look.always")}</span>
      ) : (
        <span className="w-20 text-end">
          <Button size="small" name="do" value={`hide.${column}`} aria-label={t("admin.look.hide_name", { name })}>
            {t("admin.look.hide")}
          </Button>
        </span>
      )}
    </li>
  );
}

function Columns({ view, here }: Omit<LookProps, "back">) {
  const t = translator();
  return (
    <form method="post" action={routes.api.adminColumns} className="mt-6">
      <input type="hidden" name="returnTo" value={here} />
      <Panel>
        <ul>
          {view.columns.map((column, place) => (
            <Shown key={column} column={column} place={place} count={view.columns.length} />
          ))}
        </ul>
      </Panel>
      {view.hidden.length === 0 ? null : (
        <>
          <h2 className="mt-6 mb-2 text-md font-semibold">{t("admin.look.hidden")}</h2>
          <div className="flex flex-wrap gap-2">
            {view.hidden.map((column) => (
              <Button
                key={column}
                size="small"
                name="do"
                value={`show.${column}`}
                aria-label={t("admin.look.show_name", { name: t(`admin.list.${column}`) })}
              >
                <Icon name="plus" />
                {t(`admin.list.${column}`)}
              </Button>
            ))}
          </div>
        </>
      )}
      <div className="mt-4">
        <Button size="small" variant="bare" name="do" value="reset">
          {t("admin.look.reset")}
        </Button>
      </div>
    </form>
  );
}

/** How the list of all connections is drawn for its reader: columns, their order, and how much room each row has. */
export function ListLook({ view, back, here }: LookProps) {
  const t = translator();
  return (
    <Page width="text">
      <Crumb href={back}>{t("admin.list.title")}</Crumb>
      <PageHead title={t("admin.look.title")} lead={t("admin.look.lead")} />
      <form method="post" action={routes.api.adminDensity} className="mt-6">
        <input type="hidden" name="returnTo" value={here} />
        <fieldset>
          <legend className="mb-2 text-md font-semibold">{t("admin.look.density")}</legend>
          <div className="flex flex-wrap gap-2">
            {LIST_DENSITIES.map((density) => (
              <Button
                key={density}
                size="small"
                name="density"
                value={density}
                aria-pressed={view.density === density}
                variant={view.density === density ? "main" : "plain"}
              >
                {t(`admin.look.${density}`)}
              </Button>
            ))}
          </div>
        </fieldset>
      </form>
      <Columns view={view} here={here} />
      <div className="mt-6 border-t border-line pt-5">
        <LinkButton href={back} variant="main" size="big" wide="phone">
          {t("admin.look.back")}
        </LinkButton>
      </div>
    </Page>
  );
}
