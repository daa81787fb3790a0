import type { ServerResponse } from "node:http";
import { plainPage } from "../views/plain-page";
import { routes } from "../views/routes";

export type RefusalStatus = 400 | 403 | 405 | 411 | 413 | 415 | 500;

const TEXTS: Readonly<Record<RefusalStatus, string>> = {
  400: "door.bad_request",
  403: "err.cross_site",
  405: "door.bad_request",
  411: "door.bad_request",
  413: "door.too_large",
  415: "door.bad_request",
  500: "door.failed",
};

/**
 * Answers with a plain page and nothing of the request in it.
 *
 * The connection ends with it: after a refused body nobody knows where the next request would start.
 */
export function refuse(response: ServerResponse, status: RefusalStatus): void {
  response.statusCode = status;
  response.setHeader("Connection", "close");
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.end(plainPage(TEXTS[status], routes.home));
}
