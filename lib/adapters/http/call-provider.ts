import type { DialectRequest } from "../../core/oauth/dialect-request";
import { environmentOrigins, plainHttpOrigins } from "../../core/oauth/endpoints";
import type { ReplyTiming } from "../../core/oauth/expiry";
import type { GuardedHttp, HttpOutcome } from "../../core/ports/http";
import type { ProviderTarget } from "../../core/ports/provider-client";
import type { Clock } from "../../core/ports/system";

export type CallDeps = {
  readonly http: GuardedHttp;
  readonly clock: Clock;
  /** Bound of each whole exchange; shorter than a lease (`architecture.md` "Times"). */
  readonly deadlineMs: number;
};

/** A call that was made, with what is needed to judge its reply. */
export type Call = { readonly outcome: HttpOutcome; readonly timing: ReplyTiming; readonly durationMs: number };

/**
 * Sends one request within the target's environment.
 *
 * The origins are taken from the environment for every call, so a token of one environment cannot reach
 * another, whatever the address was made of.
 */
export async function callProvider(
  { http, clock, deadlineMs }: CallDeps,
  call: {
    readonly target: ProviderTarget;
    readonly variables: Readonly<Record<string, string>>;
    readonly request: DialectRequest;
  },
): Promise<Call> {
  const scope = { definition: call.target.definition, environmentId: call.target.environmentId, variables: call.variables };
  const sentAtMs = clock.now().getTime();
  const startedMs = clock.monotonicMs();
  const outcome = await http({
    ...call.request,
    allowedOrigins: environmentOrigins(scope),
    httpOrigins: plainHttpOrigins(scope),
    deadlineMs,
  });
  const clockSkewMs = outcome.ok ? outcome.reply.clockSkewMs : null;
  return { outcome, timing: { sentAtMs, clockSkewMs }, durationMs: Math.round(clock.monotonicMs() - startedMs) };
}
