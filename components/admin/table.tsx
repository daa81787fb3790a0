type TableProps = {
  /** What it lists; for those who cannot see where it stands. */
  readonly caption: string;
  readonly heads: readonly { readonly name: string; readonly end?: boolean; readonly short?: string }[];
  readonly children: React.ReactNode;
};

/** A table for dense pages. On a phone each row is a card that names its values: the same things in the same order. */
export function Table({ caption, heads, children }: TableProps) {
  return (
    <div className="relative md:overflow-x-auto">
      <table className="w-full border-collapse text-sm max-md:block">
        <caption className="sr-only">{caption}</caption>
        <thead className="max-md:sr-only">
          <tr className="border-y border-line bg-sunken text-xs text-muted">
            {heads.map(({ name, end = false, short }) => (
              <th
                key={name}
                scope="col"
                className={`px-2 py-1.5 font-medium whitespace-nowrap first:ps-5 last:pe-5 ${end ? "text-end" : "text-start"}`}
              >
                {short === undefined ? name : <span aria-hidden="true">{short}</span>}
                {short === undefined ? null : <span className="sr-only">{name}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">{children}</tbody>
      </table>
    </div>
  );
}

/** One row. */
export function Row({ children }: { readonly children: React.ReactNode }) {
  return <tr className="cells">{children}</tr>;
}

type CellProps = {
  /** The name of its column; on a phone it stands above the value. Empty: the value speaks for itself. */
  readonly name: string;
  readonly children?: React.ReactNode;
  /** Numbers line up at the end. */
  readonly end?: boolean;
  /** As wide as the card on a phone. */
  readonly wide?: boolean;
  /** Where it is cut when it is long. It is whole on a phone, and on the page behind the row. */
  readonly cut?: boolean;
  /** On one line however narrow the window is; a phone breaks it. */
  readonly line?: boolean;
};

/** One value. Nothing to show is a faint dash, never 0 or blank; a phone leaves it out. */
export function Cell({ name, children, end = false, wide = false, cut = false, line = false }: CellProps) {
  const empty = children === null || children === undefined;
  const look = [
    end ? "cell-end" : "",
    wide ? "max-md:col-span-full" : "",
    cut ? "cell-cut" : "",
    line ? "md:whitespace-nowrap" : "",
    empty ? "cell-empty" : "",
  ];
  return (
    <td data-name={name} className={["cell", ...look].filter(Boolean).join(" ")}>
      {empty ? "—" : children}
    </td>
  );
}

/** The value that names the row. */
export function HeadCell({ children }: { readonly children: React.ReactNode }) {
  return (
    <th scope="row" className="cell text-start font-medium max-md:col-span-full max-md:text-md">
      {children}
    </th>
  );
}
