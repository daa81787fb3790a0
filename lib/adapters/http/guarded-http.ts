import { readCallTarget } from "../../core/net/call-target";
import type { GuardedHttp, HttpFailure, HttpOutcome, ProviderRequest } from "../../core/ports/http";
import type { Clock } from "../../core/ports/system";
import { type ExchangeDeps, exchange } from "./exchange";
import { HTTP_LIMITS, type HttpLimits } from "./limits";
import { requestHeaders } from "./request-headers";
import { type Resolve, resolveBySystem } from "./resolve-checked";

/** One line of the outbound log: where a call went and how it ended. No query, header or body (`security.md` C8). */
export type CallEntry = {
  /** Empty when the address could not be read or was refused. */
  readonly origin: string;
  readonly path: string;
  readonly method: ProviderRequest["method"];
  readonly status: number | null;
  readonly reason: HttpFailure["reason"] | null;
  readonly durationMs: number;
};

export type GuardedHttpDeps = {
  readonly clock: Clock;
  /** Of Holdfast, for the `User-Agent`. */
  readonly version: string;
  readonly resolve?: Resolve;
  readonly ca?: readonly string[];
  readonly limits?: Partial<HttpLimits>;
  readonly onCall?: (entry: CallEntry) => void;
};

const unsent = (reason: "refused_by_guard" | "timeout", host: string | null, why: string): HttpOutcome => ({
  ok: false,
  failure: { reason, requestSent: false, detail: host === null ? why : `${host}: ${why}` },
});

/** A reply may hold the only copy of a token: a log that fails must not lose it. */
const tell = (onCall: GuardedHttpDeps["onCall"], entry: CallEntry): void => {
  try {
    onCall?.(entry);
  } catch {
    return;
  }
};

/**
 * The one client for calls to providers: https to global addresses, except origins that a call lists
 * as loopback ones; one deadline over everything; bounded replies; no redirects; no retries;
 * a connection for each call. Never rejects.
 */
export function guardedHttp(deps: GuardedHttpDeps): GuardedHttp {
  const limits = { ...HTTP_LIMITS, ...deps.limits };
  const exchanging: ExchangeDeps = {
    dialing: { resolve: deps.resolve ?? resolveBySystem, ca: deps.ca, connectMs: limits.connectMs },
    limits,
    now: deps.clock.now,
  };

  return async (request) => {
    const startedMs = deps.clock.monotonicMs();
    const target = readCallTarget(request);
    const headers = requestHeaders(request, deps.version);
    const deadlineMs = Math.min(request.deadlineMs, limits.deadlineMs);

    const call = async (): Promise<HttpOutcome> => {
      if (!target.ok) return unsent("refused_by_guard", target.error.host, target.error.why);
      if (headers === null) return unsent("refused_by_guard", target.value.hostname, "a header that frames the message");
      if (!(deadlineMs > 0)) return unsent("timeout", target.value.hostname, "no time left");
      return exchange(exchanging, { target: target.value, method: request.method, headers, body: request.body, deadlineMs });
    };
    const outcome = await call();
    tell(deps.onCall, {
      origin: target.ok ? target.value.origin : "",
      path: target.ok ? target.value.path : "",
      method: request.method,
      status: outcome.ok ? outcome.reply.status : (outcome.failure.status ?? null),
      reason: outcome.ok ? null : outcome.failure.reason,
      durationMs: Math.round(deps.clock.monotonicMs() - startedMs),
    });
    return outcome;
  };
}
