/** What a spreadsheet takes for the beginning of a formula, with the spaces that it may overlook and the wide forms of East Asian keyboards. */
const FORMULA = /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** Tells a program which encoding a file has; some need it, others show it as a stray character. */
export const BYTE_ORDER_MARK = "\ufeff";

/**
 * One line of a CSV file, line end included (RFC 4180 §2). Every cell is quoted, so that no separator or
 * line break in it can begin another one.
 *
 * A cell that a spreadsheet would work out gets a leading apostrophe: names come from marketplaces and from
 * other people, and a formula can send the rest of the sheet elsewhere.
 */
export function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => {
    const plain = cell.replaceAll("\0", "");
    return `"${(FORMULA.test(plain) ? `'${plain}` : plain).replaceAll('"', '""')}"`;
  });
  return `${quoted.join(",")}\r\n`;
}
