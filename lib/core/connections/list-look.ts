/** Columns of the list of all connections, in the order in which they stand until somebody moves one. */
export const LIST_COLUMNS = [
  "state",
  "label",
  "provider",
  "account",
  "owner",
  "reason",
  "access",
  "permission",
  "last_success",
  "failures",
  "created",
] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

/** What names a row cannot be hidden. */
export const ALWAYS_SHOWN = "label" satisfies ListColumn;

export const LIST_DENSITIES = ["compact", "normal", "roomy"] as const;
export type ListDensity = (typeof LIST_DENSITIES)[number];

export type ListLook = { readonly columns: readonly ListColumn[]; readonly density: ListDensity };

export const PLAIN_LOOK: ListLook = { columns: LIST_COLUMNS, density: "compact" };

const isColumn = (name: string): name is ListColumn => LIST_COLUMNS.some((column) => column === name);

/** What was stored, as far as it is known still. The column that names a row is always there. */
export function lookOf(stored: { readonly columns: readonly string[]; readonly density: string } | null): ListLook {
  if (stored === null) return PLAIN_LOOK;
  const known = [...new Set(stored.columns.filter(isColumn))];
  const columns: readonly ListColumn[] = known.includes(ALWAYS_SHOWN) ? known : [ALWAYS_SHOWN, ...known];
  return { columns, density: LIST_DENSITIES.find((density) => density === stored.density) ?? PLAIN_LOOK.density };
}

/** What one button does to the columns. */
export const COLUMN_CHANGES = ["up", "down", "hide", "show"] as const;
export type ColumnChange = (typeof COLUMN_CHANGES)[number];

/** The columns after one change; as they were where it cannot be made. */
export function changeColumns(columns: readonly ListColumn[], name: ListColumn, change: ColumnChange): readonly ListColumn[] {
  const place = columns.indexOf(name);
  if (change === "show") return place < 0 ? [...columns, name] : columns;
  if (place < 0) return columns;
  const others = columns.filter((column) => column !== name);
  if (change === "hide") return name === ALWAYS_SHOWN ? columns : others;
  const to = change === "up" ? place - 1 : place + 1;
  return to < 0 || to >= columns.length ? columns : others.toSpliced(to, 0, name);
}
