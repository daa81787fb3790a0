import "server-only";
import type { NextRequest } from "next/server";
import { BYTE_ORDER_MARK, csvLine } from "../core/csv";
import { fileAnswer } from "./file-answer";

type Csv<Line> = {
  /** Without the ending: letters, digits and dashes. */
  readonly name: string;
  readonly head: readonly string[];
  readonly pieces: AsyncIterable<readonly Line[]>;
  readonly cells: (line: Line) => readonly string[];
  /** Some programs take the file for another encoding without it. */
  readonly byteOrderMark: boolean;
  /** What the file answers, for the log. */
  readonly request: NextRequest;
};

/** A CSV file that is written while it is read (RFC 4180, UTF-8); see `fileAnswer`. */
export const csvAnswer = <Line>({ name, head, pieces, cells, byteOrderMark, request }: Csv<Line>): Promise<Response> =>
  fileAnswer({
    name: `${name}.csv`,
    type: "text/csv; charset=utf-8; header=present",
    head: (byteOrderMark ? BYTE_ORDER_MARK : "") + csvLine(head),
    pieces,
    text: (lines) => lines.map((line) => csvLine(cells(line))).join(""),
    request,
  });
