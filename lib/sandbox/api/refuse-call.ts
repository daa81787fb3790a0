import { type Answer, empty, json } from "../http/answer";
import type { ApiRefusal } from "./resource";

const REASONS = {
  unknown: "The access token is not known",
  ended: "Access was ended",
  expired: "The access token expired",
} as const;

/** RFC 6750 §3.1. The reason stands in the header, the body is empty. */
const unauthorized = (reason: string | null): Answer =>
  empty(401, { "www-authenticate": reason === null ? "Bearer" : `Bearer error="invalid_token", error_description="${reason}"` });

/** How a call is turned away where the provider has no words of its own. */
export function refuseCall(refusal: ApiRefusal): Answer {
  if (refusal.why === "no_token") return unauthorized(null);
  if (refusal.why !== "scope") return unauthorized(REASONS[refusal.why]);
  const message = `The access token lacks the scope ${refusal.scope}.`;
  return json(403, { code: "insufficient_scope", message, errors: {} });
}
