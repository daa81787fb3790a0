import "server-only";
import { AsyncResource } from "node:async_hooks";
import type { NextRequest } from "next/server";
import { noteFault } from "./note-fault";

type File<Piece> = {
  /** With its ending: letters, digits, dashes and a dot. */
  readonly name: string;
  readonly type: string;
  /** What stands before the first piece; "" for nothing. */
  readonly head: string;
  /** What is in it, in pieces, so that a long file never stands in memory as a whole. */
  readonly pieces: AsyncIterable<Piece>;
  readonly text: (piece: Piece) => string;
  /** What the file answers, for the log. */
  readonly request: NextRequest;
};

/**
 * A file that is written while it is read, in UTF-8.
 *
 * The first piece is read before the answer begins, so that what fails at once is a page and not half a file. What
 * fails later breaks the download off: a browser then says so, where a file that simply ended would look whole.
 */
export async function fileAnswer<Piece>({ name, type, head, pieces, text, request }: File<Piece>): Promise<Response> {
  const iterator = pieces[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  // The stream is read after the request's own context has ended, and the pieces are told in its language.
  const next = AsyncResource.bind(() => iterator.next());
  const first = await iterator.next();
  const beginning = head + (first.done ? "" : text(first.value));

  const body = new ReadableStream<Uint8Array>({
    start(stream) {
      if (beginning !== "") stream.enqueue(encoder.encode(beginning));
      if (first.done) stream.close();
    },
    async pull(stream) {
      try {
        const piece = await next();
        if (piece.done) stream.close();
        else stream.enqueue(encoder.encode(text(piece.value)));
      } catch (fault) {
        noteFault(fault, { path: request.nextUrl.pathname, method: request.method });
        stream.error(fault);
      }
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(body, {
    headers: { "Content-Type": type, "Content-Disposition": `attachment; filename="${name}"` },
  });
}
