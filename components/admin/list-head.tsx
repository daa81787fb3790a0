import type { ListColumn } from "../../lib/core/connections/list-look";
import type { AdminListView } from "../../lib/views/admin-list";
import { COLUMN_SORT, pressedSort } from "../../lib/views/admin-sort";
import { translator } from "../../lib/views/texts/translate";
import { Icon } from "../ui/icon";
import { withoutPage } from "./list-address";

type HeadProps = { readonly column: ListColumn; readonly view: AdminListView };

/** The words over a column; where there is an index for it, a link that puts the list in its order. A phone has the same orders among the filters. */
function ColumnName({ column, view }: HeadProps) {
  const t = translator();
  const name = t(`admin.list.${column}`);
  const by = COLUMN_SORT[column];
  if (column === "failures") {
    return (
      <>
        <span aria-hidden="true">{t("admin.list.failures_short")}</span>
        <span className="sr-only">{name}</span>
      </>
    );
  }
  if (by === undefined) return name;
  const isSorted = view.sort.by === by;
  return (
    <>
      <a
        href={withoutPage(view.asked, pressedSort(by, view.sort))}
        className={`inline-flex min-h-6 items-center gap-1 no-underline max-md:hidden hover:text-ink hover:underline ${isSorted ? "text-ink" : "text-muted"}`}
      >
        {name}
        {isSorted ? (
          <span className={view.sort.direction === "desc" ? "rotate-180" : ""}>
            <Icon name="up" size="xs" />
          </span>
        ) : null}
      </a>
      <span className="md:hidden">{name}</span>
    </>
  );
}

/** One head of the table, with the order that the list is in by it. */
export function ListHead({ column, view }: HeadProps) {
  const isSorted = COLUMN_SORT[column] === view.sort.by;
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (view.sort.direction === "asc" ? "ascending" : "descending") : undefined}
      className={`px-1.5 py-1 font-medium whitespace-nowrap max-md:sr-only first:ps-5 last:pe-5 ${column === "failures" ? "text-end" : "text-start"}`}
    >
      <ColumnName column={column} view={view} />
    </th>
  );
}
