import type { RawReply } from "../../core/ports/provider-client";
import type { Clock } from "../../core/ports/system";
import type { Call } from "./call-provider";

/** Headers by which a reply is read or its failure is judged. */
const READ = ["content-type", "retry-after", "www-authenticate"];

/** The reply of a call as it may be kept; null: none came that could hold tokens. */
export function rawReply({ outcome, timing, durationMs }: Call): RawReply | null {
  if (!outcome.ok || outcome.reply.status < 200 || outcome.reply.status > 299) return null;
  const { status, headers, body } = outcome.reply;
  return {
    status,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => READ.includes(name))),
    body,
    sentAtMs: timing.sentAtMs,
    durationMs,
    clockSkewMs: timing.clockSkewMs,
  };
}

/**
 * The call that a kept reply came from, as if it were made now: what the reply says about instants is
 * compared with the time at which it came, not with the time at which somebody reads it.
 */
export function callOfReply({ now }: Pick<Clock, "now">, raw: RawReply): Call {
  const ageMs = now().getTime() - (raw.sentAtMs + raw.durationMs);
  const clockSkewMs = (raw.clockSkewMs ?? 0) - ageMs;
  return {
    outcome: { ok: true, reply: { status: raw.status, headers: raw.headers, body: raw.body, clockSkewMs } },
    timing: { sentAtMs: raw.sentAtMs + ageMs, clockSkewMs },
    durationMs: raw.durationMs,
  };
}
