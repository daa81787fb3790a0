import type { IncomingMessage } from "node:http";
import { routes } from "../views/routes";
import { refusedBody } from "./body-limits";
import { mayChange } from "./cross-site";
import type { RefusalStatus } from "./refuse";
import { isPlainTarget } from "./request-target";

const ONE_CLICK = routes.api.lessMailOneClick("").split("?", 1)[0];
const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);

/**
 * The status that turns a request away before the framework sees it, or null.
 *
 * This is no authorisation: who may do what is decided where the data is (`security.md` E3).
 */
export function turnedAway(
  request: Pick<IncomingMessage, "method" | "url" | "headers">,
  appOrigin: string,
): RefusalStatus | null {
  const { method = "", url = "", headers } = request;
  if (!METHODS.has(method)) return 405;
  if (!isPlainTarget(url)) return 400;
  const body = refusedBody(headers);
  if (method === "POST" && isForMailPrograms(url)) return body === 415 ? null : body;
  if (body !== null) return body;
  const secFetchSite = headers["sec-fetch-site"];
  const provenance = {
    method,
    secFetchSite: typeof secFetchSite === "string" ? secFetchSite : null,
    origin: headers.origin ?? null,
    appOrigin,
  };
  return mayChange(provenance) ? null : 403;
}

/**
 * The one address to which no page of ours posts: a mail program does, in the name of its reader, with a form of several
 * parts (RFC 8058 §3.1). What it may do stands signed in the address, no cookie counts there, and its body is not read.
 */
const isForMailPrograms = (url: string): boolean => url.split("?", 1)[0] === ONE_CLICK;
