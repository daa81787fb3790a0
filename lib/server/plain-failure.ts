import type { ServerResponse } from "node:http";
import { safeReturnTo } from "../core/return-to";
import { plainPage } from "../views/plain-page";
import { routes } from "../views/routes";

/** Where it was asked for, and the reference under which its fault is logged. */
export type FailingPage = { readonly url: string; readonly reference: () => string };

/** A page that only reads may be tried again by a link. Which page it was decides what a seller wonders about. */
function words({ url, reference }: FailingPage): string {
  const text = url.split("?", 1)[0] === routes.connections ? "door.no_connections" : "door.failed";
  return plainPage(text, routes.home, { retry: safeReturnTo(url), reference: reference() });
}

/** What the framework said about a body that is not sent. */
const ABOUT_THE_BODY = ["content-encoding", "content-length", "transfer-encoding", "etag"];

/**
 * A page that failed is answered with words of ours. The framework would send an empty document and
 * draw its words with a script, so that without scripts, or when the script fails too, nothing is there.
 *
 * @param page null for all but pages: forms and files have answers of their own
 */
export function failPlainly(response: ServerResponse, page: FailingPage | null): void {
  if (page === null) return;
  const { writeHead, write, end } = response;
  let spoken = false;

  response.writeHead = ((...args: unknown[]) => {
    const status = typeof args[0] === "number" ? args[0] : response.statusCode;
    if (status === 500) {
      spoken = true;
      for (const name of ABOUT_THE_BODY) response.removeHeader(name);
      response.setHeader("Content-Type", "text/html; charset=utf-8");
    }
    return Reflect.apply(writeHead, response, args);
  }) as typeof writeHead;

  /** Headers that nobody sent yet go before the first byte, so that it is known then what the answer is. */
  const failed = (): boolean => {
    if (!response.headersSent && response.statusCode === 500) response.writeHead(500);
    return spoken;
  };
  response.write = ((...args: unknown[]) => failed() || Reflect.apply(write, response, args)) as typeof write;
  response.end = ((...args: unknown[]) => Reflect.apply(end, response, failed() ? [words(page)] : args)) as typeof end;
}
