import type { ListColumn } from "../core/connections/list-look";
import { ADMIN_SORTS, type AdminSortKey, FIRST_DIRECTION, type SortDirection } from "../core/ports/admin";

export { ADMIN_SORTS };

/** The text of each order. */
export const SORT_WORDS = {
  urgency: "admin.list.sort_urgency",
  newest: "admin.list.sort_newest",
  label: "admin.list.sort_label",
  ends: "admin.list.sort_ends",
  since: "admin.list.sort_since",
} as const satisfies Record<AdminSortKey, string>;

/** Columns by which the list can be in order; the others have no index. */
export const COLUMN_SORT: Readonly<Partial<Record<ListColumn, AdminSortKey>>> = {
  state: "urgency",
  label: "label",
  permission: "ends",
  created: "newest",
};

type Order = { readonly by: string; readonly direction: SortDirection };

/** What the address says of the order that a press on a column's head asks for: another way round if it is so already. */
export function pressedSort(by: AdminSortKey, now: Order): { readonly sort: string; readonly dir: string } {
  const first = FIRST_DIRECTION[by];
  const direction = now.by === by && now.direction === first ? (first === "asc" ? "desc" : "asc") : first;
  return { sort: by === "urgency" ? "" : by, dir: direction === first ? "" : direction };
}
