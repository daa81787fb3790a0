import { readCallFailure, settlesOutcome } from "../../core/oauth/call-failure";
import { classifyReply, failedReply } from "../../core/oauth/classify-error";
import type { CallKind } from "../../core/oauth/error-rules";
import { readErrorWords } from "../../core/oauth/error-words";
import { maskSecrets } from "../../core/oauth/mask-secrets";
import type { RequestFailure } from "../../core/oauth/request-failure";
import { readRetryAfter } from "../../core/oauth/retry-after";
import type { CallEvidence, ProviderTarget, RevocationOutcome, TokenOutcome } from "../../core/ports/provider-client";
import type { ErrorClass } from "../../core/providers/definition-reply";
import type { Call } from "./call-provider";

export type FailedOutcome = Extract<TokenOutcome, { readonly ok: false }>;

/** Evidence of a call that said nothing of its own. */
export const plainEvidence = ({ outcome, durationMs, timing }: Call): CallEvidence => ({
  status: outcome.ok ? outcome.reply.status : (outcome.failure.status ?? null),
  durationMs,
  errorCode: null,
  errorText: null,
  clockSkewMs: timing.clockSkewMs,
});

/** The outcome of a request that was not made: nothing was sent, so nothing happened at the provider. */
export const refusedOutcome = (errorClass: ErrorClass, why: string, errorCode: string | null = null): FailedOutcome => ({
  ok: false,
  class: errorClass,
  proven: false,
  outcomeKnown: true,
  retryAfterSeconds: null,
  evidence: { status: null, durationMs: 0, errorCode, errorText: why, clockSkewMs: null },
});

/** The same for a request that the settings do not allow to be built: an admin has to look at them. */
export const unsentOutcome = ({ code, name }: RequestFailure): FailedOutcome =>
  refusedOutcome(code === "no_client_authentication" ? "config_client" : "request_invalid", name, code);

/**
 * The outcome of a call that brought no success.
 *
 * @param secrets every credential that the request carried; none of them survives in the evidence
 */
export function failedOutcome(where: CallKind, target: ProviderTarget, call: Call, secrets: readonly string[]): FailedOutcome {
  const evidence = plainEvidence(call);
  if (!call.outcome.ok) {
    const { failure } = call.outcome;
    const errorText = `${failure.reason}: ${maskSecrets(failure.detail, secrets)}`.slice(0, 500);
    return {
      ok: false,
      ...readCallFailure(failure),
      proven: false,
      retryAfterSeconds: null,
      evidence: { ...evidence, errorText },
    };
  }
  const { reply } = call.outcome;
  const failed = failedReply(where, reply);
  const words = readErrorWords(target.definition.reply, failed, (text) => maskSecrets(text, secrets));
  return {
    ok: false,
    ...classifyReply(target.definition, failed),
    outcomeKnown: settlesOutcome(reply.status),
    // A gateway gave up on the server behind it, which need not know of that.
    mayGoOn: !settlesOutcome(reply.status),
    retryAfterSeconds: readRetryAfter(reply.headers["retry-after"], call.timing.sentAtMs + (call.timing.clockSkewMs ?? 0)),
    evidence: { ...evidence, ...words },
  };
}

/** The outcome of a success that cannot be used: what it did at the provider is not known. */
export const malformedOutcome = (call: Call, why: string): FailedOutcome => ({
  ok: false,
  class: "reply_malformed",
  proven: false,
  outcomeKnown: false,
  retryAfterSeconds: null,
  evidence: { ...plainEvidence(call), errorText: why },
});

/** The outcome of a success that nobody can check now. Nothing is wrong with the settings or with the reply. */
export const uncheckedOutcome = (call: Call, why: string): FailedOutcome => ({
  ...malformedOutcome(call, why),
  class: "transient",
  outcomeKnown: true,
});

/** A revocation that did not succeed. It may be tried again: revoking twice is the same as once. */
export const failedRevocation = ({ class: errorClass, retryAfterSeconds, evidence }: FailedOutcome): RevocationOutcome => ({
  kind: "failed",
  class: errorClass,
  retryAfterSeconds,
  evidence,
});
