import type { IncomingMessage } from "node:http";

/**
 * The address that a request came from.
 *
 * A proxy of the operator's adds whom it heard at the end of the list; whatever stands before that, the client may
 * have written itself. Without such a proxy it is the other end of the connection.
 *
 * @returns null: the connection is gone
 */
export function clientAddress(request: Pick<IncomingMessage, "headers" | "socket">, trustProxy: boolean): string | null {
  const forwarded = trustProxy ? [request.headers["x-forwarded-for"] ?? []].flat().at(-1) : undefined;
  const nearest = forwarded?.split(",").at(-1)?.trim();
  return nearest || request.socket.remoteAddress || null;
}
