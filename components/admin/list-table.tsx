import type { ListDensity } from "../../lib/core/connections/list-look";
import type { AdminListView } from "../../lib/views/admin-list";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { SelectPage } from "../islands/select-rows";
import { ListCell } from "./list-cells";
import { ListHead } from "./list-head";

const ROOM: Readonly<Record<ListDensity, string>> = {
  compact: "[--cell-room:0.1875rem]",
  normal: "",
  roomy: "[--cell-room:0.8125rem]",
};

/** The box for all rows of a page; on a phone, where nobody sees heads, it stands over the cards with its words. */
const PAGE_BOX =
  "w-8 ps-2 max-md:block max-md:w-auto max-md:px-4 [&>label]:inline-flex [&>label]:min-h-7 [&>label]:min-w-7 [&>label]:items-center [&>label]:gap-2 md:[&>label]:justify-center touch:[&>label]:min-h-11 touch:[&>label]:min-w-11 [&>label[hidden]]:hidden [&_input]:size-4 [&_input]:accent-accent";

/** What moves inside its own frame must be reached by a keyboard (WCAG 2.2, 2.1.1). */
const REACHED = { tabIndex: 0 } as const;

/** The box before a row; on a phone it stands at the end of the first line of its card. */
function SelectBox({ id, label }: { readonly id: string; readonly label: string }) {
  return (
    <td className="row-box">
      <label>
        <input type="checkbox" name="ids" value={id} aria-label={translator()("admin.list.select", { label })} />
      </label>
    </td>
  );
}

type ListTableProps = { readonly view: AdminListView; readonly moment: Moment };

/** A page of connections, one in a line. Where the window is too narrow for all columns, they move inside their own frame. */
export function ListTable({ view, moment }: ListTableProps) {
  const t = translator();
  const { rows, look, mayAct } = view;
  return (
    <section aria-label={t("admin.list.rows")} {...REACHED} className="relative md:overflow-x-auto">
      <table className={`w-full border-collapse text-sm [--cell-side:0.375rem] max-md:block ${ROOM[look.density]}`}>
        <caption className="sr-only">{t("admin.list.caption")}</caption>
        <thead className="max-md:block">
          <tr className="border-y border-line bg-sunken text-xs text-muted max-md:block max-md:border-b-0">
            {mayAct ? (
              <td className={PAGE_BOX}>
                <SelectPage words={t("admin.list.select_page")} />
              </td>
            ) : null}
            {look.columns.map((column) => (
              <ListHead key={column} column={column} view={view} />
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {rows.map((row) => (
            <tr key={row.connection.id} className="cells">
              {mayAct ? <SelectBox id={row.connection.id} label={row.connection.label} /> : null}
              {look.columns.map((column) => (
                <ListCell key={column} column={column} row={row} moment={moment} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
