import type { ProviderDefinition } from "../providers/definition";
import type { ErrorClass } from "../providers/definition-reply";
import { readAuthChallenge } from "./auth-challenge";
import { type CallKind, type FailedReply, matchErrorRule } from "./error-rules";
import { isJsonObject, parseJson, readText } from "./json-path";
import { classOfStandardCode } from "./standard-errors";

type ErrorRules = Pick<ProviderDefinition, "errors" | "reply">;

/** `proven`: a rule of the definition itself says that only the seller can help (`architecture.md` "One refusal or two"). */
export type Classified = { readonly class: ErrorClass; readonly proven: boolean };

/** A reply that failed, as the rules want to see it. */
export function failedReply(
  where: CallKind,
  reply: { readonly status: number; readonly headers: FailedReply["headers"]; readonly body: string },
): FailedReply {
  const body = parseJson(reply.body);
  return { where, status: reply.status, headers: reply.headers, text: reply.body, body: isJsonObject(body) ? body : undefined };
}

/**
 * The class of a reply that is not the success it should be (`facts.md` C, rules 3 and 4).
 *
 * The definition's rules come first, then the standards' codes, then the status. A status alone never
 * says that a grant is dead, and a page instead of JSON says only that something stands in between.
 */
export function classifyReply(definition: ErrorRules, reply: FailedReply): Classified {
  const byRule = matchErrorRule(definition, reply);
  if (byRule !== null) return { class: byRule, proven: byRule === "grant_dead" || byRule === "reauth_required" };
  return { class: classByStandard(definition, reply) ?? classByStatus(reply), proven: false };
}

/** A 2xx speaks of an error only at providers whose replies say inside whether they succeeded. */
function classByStandard(definition: ErrorRules, { where, status, headers, body }: FailedReply): ErrorClass | null {
  if (status < 300 && definition.reply.success === null) return null;
  const challenge = readAuthChallenge(headers["www-authenticate"]);
  return classOfStandardCode(where, readText(body, "error")) ?? classOfStandardCode(where, challenge?.error ?? null);
}

function classByStatus({ where, status, headers, body }: FailedReply): ErrorClass {
  if (status < 300) return "reply_malformed";
  if (status === 429) return "rate_limited";
  if (status >= 500 || status < 400 || status === 408 || status === 425) return "transient";
  if (status === 401 && where === "api") return "token_expired";
  // RFC 6749 §5.2: a 401 that challenges the client's own scheme is about the client.
  if (status === 401 && readAuthChallenge(headers["www-authenticate"])?.scheme === "basic") return "config_client";
  return body === undefined ? "transient" : "reply_malformed";
}
