import type { IncomingHttpHeaders } from "node:http";

/** Our longest form is a profile; 64 KiB is a hundred of them. */
const LONGEST_BODY = 64 * 1024;

/**
 * The status that refuses a request's body before a byte of it is read, or null.
 *
 * Without a `Content-Length` a body could only be measured by reading it, and no browser sends a form
 * that way (RFC 9110 §15.5.12).
 */
export function refusedBody(headers: IncomingHttpHeaders): 411 | 413 | 415 | null {
  if (headers["transfer-encoding"] !== undefined) return 411;
  const length = Number(headers["content-length"] ?? 0);
  if (!(length <= LONGEST_BODY)) return 413;
  return /multipart\//i.test(headers["content-type"] ?? "") ? 415 : null;
}
