import { type ClientRequest, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import type { CallTarget } from "../../core/net/call-target";
import type { HttpFailure, HttpOutcome, ProviderRequest } from "../../core/ports/http";
import { type DialDeps, dial } from "./dial";
import type { HttpLimits } from "./limits";
import { receive } from "./receive";

export type ExchangeDeps = {
  readonly dialing: DialDeps;
  readonly limits: HttpLimits;
  readonly now: () => Date;
};

export type Outgoing = {
  readonly target: CallTarget;
  readonly method: ProviderRequest["method"];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly deadlineMs: number;
};

const reasonOf = (error: NodeJS.ErrnoException): Pick<HttpFailure, "reason" | "detail"> => {
  if (error.code === "HPE_HEADER_OVERFLOW") return { reason: "headers_too_large", detail: "the reply's headers are too large" };
  return {
    reason: "reset",
    detail: error.code?.startsWith("HPE_") ? "the reply is not HTTP" : (error.code ?? "connection lost"),
  };
};

/**
 * One request and its reply, within `deadlineMs` from this call on. Nothing is sent twice, whatever happens.
 *
 * On a connection of its own: on a kept one, whatever a server sends too much is taken for the answer to the next
 * request, which may be about another person (RFC 9112 §9.5), and a server that closes it at this moment leaves the
 * outcome unknown.
 */
export const exchange = (deps: ExchangeDeps, outgoing: Outgoing): Promise<HttpOutcome> =>
  new Promise((resolve) => {
    const { target } = outgoing;
    const dialing = new AbortController();
    let request: ClientRequest | null = null;
    let sent = false;
    let status: number | undefined;
    let settled = false;

    const settle = (outcome: HttpOutcome) => {
      if (settled) return;
      settled = true;
      for (const timer of timers) clearTimeout(timer);
      dialing.abort();
      if (!outcome.ok) request?.destroy();
      resolve(outcome);
    };
    const fail = (reason: HttpFailure["reason"], why: string) =>
      settle({
        ok: false,
        failure: { reason, requestSent: sent, detail: `${target.hostname}: ${why}`, ...(status === undefined ? {} : { status }) },
      });
    const timers = [
      setTimeout(() => fail("timeout", sent ? "no whole reply in time" : "not reached in time"), outgoing.deadlineMs),
      setTimeout(() => dialing.abort(), deps.limits.connectMs),
    ];

    try {
      request = (target.secure ? requestSecure : requestPlain)({
        host: target.hostname,
        port: target.port,
        path: target.pathAndQuery,
        method: outgoing.method,
        headers: outgoing.headers,
        maxHeaderSize: deps.limits.headerBytes,
        insecureHTTPParser: false,
        createConnection: (_, give) => {
          void dial(deps.dialing, target, dialing.signal).then(
            (dialled) => {
              if (!dialled.ok) return fail(dialled.error.reason, dialled.error.why);
              if (settled) return dialled.value.destroy();
              give(null, dialled.value);
            },
            () => fail("connect", "no connection can be made"),
          );
          return undefined;
        },
      });
    } catch {
      return fail("refused_by_guard", "the request cannot be written as HTTP");
    }

    // From here on bytes may be on their way.
    request.on("socket", () => {
      sent = true;
    });
    request.on("error", (error) => {
      const { reason, detail } = reasonOf(error);
      fail(reason, detail);
    });
    request.on("close", () => {
      if (status === undefined) fail("reset", "closed without a reply");
    });
    request.on("response", (reply) => {
      status = reply.statusCode ?? 0;
      void receive(deps, reply).then(
        (received) =>
          received.ok ? settle({ ok: true, reply: received.value }) : fail(received.error.reason, received.error.why),
        () => fail("reset", "the reply cannot be read"),
      );
    });
    request.end(outgoing.body ?? undefined);
  });
