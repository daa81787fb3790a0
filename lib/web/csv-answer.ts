import "server-only";
import { AsyncResource } from "node:async_hooks";
import { BYTE_ORDER_MARK, csvLine } from "../core/csv";
import { noteFault } from "./note-fault";

type Csv = {
  /** Without the ending: letters, digits and dashes. */
  readonly name: string;
  readonly head: readonly string[];
  /** Rows in pieces, so that a long file never stands in memory as a whole. */
  readonly pieces: AsyncIterable<readonly (readonly string[])[]>;
  /** Some programs take the file for another encoding without it. */
  readonly byteOrderMark: boolean;
  /** The address, for the log. */
  readonly path: string;
};

/**
 * A CSV file that is written while it is read (RFC 4180, UTF-8).
 *
 * The first piece is read before the answer begins, so that what fails at once is a page and not half a file. What
 * fails later breaks the download off: a browser then says so, where a file that simply ended would look whole.
 */
export async function csvAnswer({ name, head, pieces, byteOrderMark, path }: Csv): Promise<Response> {
  const iterator = pieces[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const bytes = (rows: readonly (readonly string[])[]) => encoder.encode(rows.map(csvLine).join(""));
  // The stream is read after the request's own context has ended, and the rows are told in its language.
  const next = AsyncResource.bind(() => iterator.next());
  const first = await iterator.next();

  const body = new ReadableStream<Uint8Array>({
    start(stream) {
      if (byteOrderMark) stream.enqueue(encoder.encode(BYTE_ORDER_MARK));
      stream.enqueue(bytes([head, ...(first.done ? [] : first.value)]));
      if (first.done) stream.close();
    },
    async pull(stream) {
      try {
        const piece = await next();
        if (piece.done) stream.close();
        else stream.enqueue(bytes(piece.value));
      } catch (fault) {
        noteFault(fault, { path, method: "GET" });
        stream.error(fault);
      }
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
    },
  });
}
