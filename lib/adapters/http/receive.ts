import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { clockSkewMs } from "../../core/net/clock-skew";
import type { HttpFailure, ProviderReply } from "../../core/ports/http";
import { err, ok, type Result } from "../../core/result";
import type { HttpLimits } from "./limits";
import { readBody } from "./read-body";

export type ReceiveDeps = { readonly limits: HttpLimits; readonly now: () => Date };

const flat = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  );

/** Reads a reply to its end. A redirect is an outcome of its own: following one would hand the request to a stranger (`security.md` B6). */
export async function receive(
  deps: ReceiveDeps,
  reply: IncomingMessage,
): Promise<Result<ProviderReply, { reason: HttpFailure["reason"]; why: string }>> {
  const receivedAt = deps.now();
  const status = reply.statusCode ?? 0;
  if (status >= 300 && status < 400) return err({ reason: "redirect", why: `answered ${status}, which is not followed` });

  const body = await readBody(reply, deps.limits.bodyBytes);
  if (!body.ok) return body;
  return ok({ status, headers: flat(reply.headers), body: body.value, clockSkewMs: clockSkewMs(reply.headers.date, receivedAt) });
}
