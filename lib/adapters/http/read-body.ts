import type { IncomingMessage } from "node:http";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import type { HttpFailure } from "../../core/ports/http";
import { err, ok, type Result } from "../../core/result";

export type BodyFailure = { readonly reason: Extract<HttpFailure["reason"], "body_too_large" | "reset">; readonly why: string };

const DECODERS = { gzip: createGunzip, "x-gzip": createGunzip, deflate: createInflate, br: createBrotliDecompress } as const;
const isDecodable = (encoding: string): encoding is keyof typeof DECODERS => Object.hasOwn(DECODERS, encoding);

const WIRE = "over the limit on the wire";

type Wire = { bytes: number };

/** A compressed body can be endless and decompress to nothing: the wire is bounded too, with room for the framing of what does not compress. */
const boundWire = (wire: Wire, maxBytes: number) =>
  async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      wire.bytes += chunk.length;
      if (wire.bytes > maxBytes) throw new Error(WIRE);
      yield chunk;
    }
  };

function decoded(reply: IncomingMessage, wire: Wire, maxBytes: number): Readable | null {
  const encoding = (reply.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (encoding === "identity" || encoding === "") return reply;
  if (!isDecodable(encoding)) return null;
  // The reader below meets every error as well; without a callback it would also be thrown.
  return pipeline(reply, boundWire(wire, maxBytes + 4_096), DECODERS[encoding](), () => undefined);
}

/** The whole body as text (UTF-8), decompressed, at most `maxBytes` long. Reading stops at the first chunk too many. */
export async function readBody(reply: IncomingMessage, maxBytes: number): Promise<Result<string, BodyFailure>> {
  const wire = { bytes: 0 };
  const stream = decoded(reply, wire, maxBytes);
  if (stream === null) return err({ reason: "reset", why: "the reply is compressed in a way nobody asked for" });

  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) return err({ reason: "body_too_large", why: `the reply is too large, stopped at ${size} bytes` });
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Error && error.message === WIRE) return err({ reason: "body_too_large", why: WIRE });
    // Servers name an encoding on empty replies too, and no bytes are no valid gzip.
    if (reply.complete && wire.bytes === 0) return ok("");
    return err({ reason: "reset", why: "the reply broke off or could not be decompressed" });
  }
  return ok(new TextDecoder().decode(Buffer.concat(chunks)));
}
