import type { HttpFailure } from "../ports/http";
import type { ErrorClass } from "../providers/definition-reply";

/**
 * What a call that brought no reply means. `outcomeKnown` is false when the provider may have acted on it, and
 * `mayGoOn` true when it may be about to.
 */
export type CallFailure = { readonly class: ErrorClass; readonly outcomeKnown: boolean; readonly mayGoOn: boolean };

/**
 * Reads a transport failure. It never says anything about a grant.
 *
 * A redirect is an answer: the token endpoint did not handle the request. A reply too long to read
 * may have been a success, unless its status already said otherwise.
 */
export function readCallFailure({ reason, requestSent, status }: HttpFailure): CallFailure {
  if (reason === "refused_by_guard") return { class: "request_invalid", outcomeKnown: true, mayGoOn: false };
  if (reason === "redirect") return { class: "transient", outcomeKnown: true, mayGoOn: false };
  if (reason === "body_too_large" || reason === "headers_too_large") {
    return status !== undefined && status >= 400
      ? { class: "transient", outcomeKnown: true, mayGoOn: false }
      : { class: "reply_malformed", outcomeKnown: false, mayGoOn: false };
  }
  return { class: "transient", outcomeKnown: !requestSent, mayGoOn: requestSent && reason === "timeout" };
}

/**
 * Whether a reply with this status settles what became of the request.
 *
 * A refusal does, even an unexpected one. A success that cannot be read does not, and neither does a
 * gateway that lost the server behind it (RFC 9110 §15.6.3, §15.6.5).
 */
export const settlesOutcome = (status: number): boolean => status >= 300 && status !== 502 && status !== 504;
