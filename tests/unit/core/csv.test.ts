import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvLine } from "@/lib/core/csv";

/** Reads one line the way a careful program does (RFC 4180 §2), to hold what was written against what is read. */
function read(line: string): string[] {
  const cells: string[] = [];
  let rest = line.replace(/\r\n$/, "");
  for (;;) {
    const [whole = "", inside = ""] = /^"((?:[^"]|"")*)"/.exec(rest) ?? [];
    cells.push(inside.replaceAll('""', '"'));
    rest = rest.slice(whole.length);
    if (rest === "") return cells;
    if (!rest.startsWith(",")) throw new Error(`no cell ends here: ${rest}`);
    rest = rest.slice(1);
  }
}

describe("a line of a CSV file", () => {
  it("keeps commas, quotes and line breaks inside their cells", () => {
    expect(csvLine(['Ana "the fan", Berlin', "two\r\nlines", ""])).toBe('"Ana ""the fan"", Berlin","two\r\nlines",""\r\n');
  });

  it.each(["=1+1", "+49 30", "-2", "@here", "\t=1", "\r=1", "\n=1", " =HYPERLINK(1)", "\u00a0=1", "＝1", "＋1", "－1", "＠1"])(
    "turns %j into text, so that no spreadsheet works it out",
    (cell) => {
      expect(read(csvLine([cell]))).toEqual([`'${cell}`]);
    },
  );

  it("leaves names, times and e-mail addresses as they are", () => {
    const harmless = ["Main store", "2026-11-22T12:00:00.000Z", "jane@shop.example", "K7-4QX", "متجر", "🎟️ = yes", ""];

    expect(read(csvLine(harmless))).toEqual(harmless);
  });

  it("gives back every cell that is no formula, whatever stands in it", () => {
    const cell = fc.string({ unit: "binary" }).filter((text) => !text.includes("\0"));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
        const back = read(csvLine(cells));
        expect(back.map((text, place) => (text === `'${cells[place]}` ? cells[place] : text))).toEqual(cells);
        for (const text of back) expect(text).not.toMatch(/^[\s]*[=+\-@]/u);
      }),
    );
  });
});
