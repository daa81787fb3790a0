import { maskText } from "../../core/mask-text";
import type { Examine, SeenCall } from "../../core/ports/examination";
import type { GuardedHttp, HttpOutcome, ProviderRequest } from "../../core/ports/http";
import type { Clock } from "../../core/ports/system";
import { type LineDeps, lineChecks } from "./line-checks";
import { openPage } from "./open-page";
import { createProviderClient } from "./provider-client";
import { requestHeaders } from "./request-headers";

export type ExaminationDeps = {
  readonly http: GuardedHttp;
  readonly clock: Clock;
  /** Bounds each call as a whole. */
  readonly deadlineMs: number;
  /** How a line is made; left out: as the guarded client makes it. */
  readonly line?: Omit<LineDeps, "clock">;
};

/** Names of headers that anybody sends; a longer list would be no reading matter. */
const MOST_NAMES = 30;
/** A name as RFC 9110 §5.1 allows it, no longer than one that a person reads. */
const NAME = /^[a-z0-9-]{1,40}$/;
const MOST_CALLS = 10;

/** Looks at a provider with the client of all other calls, each of them written down on its way. */
export const examination =
  ({ http, clock, deadlineMs, line = {} }: ExaminationDeps): Examine =>
  () => {
    const seen: SeenCall[] = [];
    const watched: GuardedHttp = async (request) => {
      const startedMs = clock.monotonicMs();
      const outcome = await http(request);
      if (seen.length < MOST_CALLS) seen.push(seenCall(request, outcome, Math.round(clock.monotonicMs() - startedMs)));
      return outcome;
    };
    return {
      provider: createProviderClient({ http: watched, clock, deadlineMs }),
      lines: lineChecks({ ...line, clock }),
      page: (place) => openPage({ http: watched, clock, deadlineMs }, place),
      calls: () => [...seen],
    };
  };

function seenCall(request: ProviderRequest, outcome: HttpOutcome, durationMs: number): SeenCall {
  const url = URL.canParse(request.url) ? new URL(request.url) : null;
  return {
    method: request.method,
    host: maskText(url?.host ?? ""),
    path: maskText(url?.pathname ?? ""),
    status: outcome.ok ? outcome.reply.status : (outcome.failure.status ?? null),
    reason: outcome.ok ? null : outcome.failure.reason,
    durationMs,
    sent: namesOf({ host: "", ...requestHeaders(request, "") }),
    received: outcome.ok ? namesOf(outcome.reply.headers) : [],
  };
}

/** The names alone; one that looks like a secret is none that a person has to read. */
const namesOf = (headers: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(headers)
    .filter((name) => NAME.test(name) && maskText(name) === name)
    .sort()
    .slice(0, MOST_NAMES);
