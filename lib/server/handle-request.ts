import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Language } from "../core/language";
import type { Logger } from "../core/ports/system";
import { withAnswerStatus } from "../runtime/answer-status";
import { withCameFrom } from "../runtime/came-from";
import { withLanguage } from "../runtime/request-language";
import { canonicalAddress } from "./canonical-host";
import { clientAddress } from "./client-address";
import { compressAsOne } from "./compress-as-one";
import { contentSecurityPolicy } from "./content-security-policy";
import { turnedAway } from "./door";
import { finishHeaders } from "./finish-headers";
import { failPlainly } from "./plain-failure";
import { readerLanguage, takenOver } from "./reader-language";
import { refuse } from "./refuse";
import { cleanHeaders } from "./request-headers";
import { securityHeaders } from "./security-headers";
import { spentFlash } from "./spent-flash";

export type DoorSettings = {
  readonly dev: boolean;
  readonly appOrigin: string;
  readonly trustProxy: boolean;
  readonly logger: Logger;
};

/** What was said while a request was answered. */
type Said = { readonly chosen: () => number | null; readonly fault: () => string; readonly saved: () => Language | null };

/** What answers once a request is through the door. */
export type Framework = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * The door of the house: every response gets its headers here, and what no page of ours could have
 * sent ends here.
 */
export function handleRequest(framework: Framework, settings: DoorSettings): RequestListener {
  return (request, response) =>
    withAnswerStatus((chosen, fault) =>
      withCameFrom(clientAddress(request, settings.trustProxy), () =>
        withLanguage(readerLanguage(request), (saved) => answer(request, response, { chosen, fault, saved })),
      ),
    );

  function answer(request: IncomingMessage, response: ServerResponse, { chosen, fault, saved }: Said) {
    const { method = "", url = "" } = request;
    const path = url.split("?", 1)[0] ?? "";
    const policy = contentSecurityPolicy(randomBytes(18).toString("base64"), settings.dev);

    for (const [name, value] of Object.entries(securityHeaders(path, settings.appOrigin))) response.setHeader(name, value);
    response.setHeader("Content-Security-Policy", policy);
    const hashed = path.startsWith("/_next/static/") && !settings.dev;
    const isPage = (method === "GET" || method === "HEAD") && !path.startsWith("/api/") && !path.startsWith("/_next/");
    if (isPage) compressAsOne(response);
    failPlainly(response, isPage ? { url, reference: fault } : null);
    finishHeaders(response, { hashed, withPage: spentFlash(request), chosen, always: () => takenOver(saved()) });

    const status = turnedAway(request, settings.appOrigin);
    if (status !== null) {
      settings.logger.warn("door.turned_away", { method, path: path.slice(0, 200), status });
      return refuse(response, status);
    }
    const elsewhere = canonicalAddress(method, url, request.headers.host, settings.appOrigin, settings.trustProxy);
    if (elsewhere !== null) return void response.writeHead(307, { Location: elsewhere }).end();

    cleanHeaders(request.headers, settings);
    request.headers["content-security-policy"] = policy;
    request.headers["x-holdfast-target"] = url;
    request.headers["x-holdfast-client"] = clientAddress(request, settings.trustProxy) ?? "";
    framework(request, response).catch((error: unknown) => {
      settings.logger.error("http.failed", { method, path, error: error instanceof Error ? error.name : typeof error });
      if (response.headersSent) response.destroy();
      else refuse(response, 500);
    });
  }
}
