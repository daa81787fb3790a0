import { splitScope } from "../../core/oauth/scope";
import { err, ok, type Result } from "../../core/result";
import type { Answer } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import type { Marketplace } from "../marketplace";
import { hasRule } from "../quirks/quirks";
import type { GrantKind } from "./grant-kind";
import { refuseToken } from "./token-refusal";
import { readParameter } from "./wire-name";

/**
 * The scope of a token request; null when none was sent and this provider does not ask for it.
 *
 * @param asked.within what it may name at most (RFC 6749 §6).
 */
export function readScope(
  market: Marketplace,
  request: SandboxRequest,
  { kind, within }: { readonly kind: GrantKind; readonly within: readonly string[] },
): Result<readonly string[] | null, Answer> {
  const { scope, token } = market.definition;
  const sent = readParameter(request.form, token.names, scope.parameter);
  if (sent === null) {
    const belongsHere = token.scopeIn[kind === "refresh" ? "refresh" : "code"];
    return belongsHere && hasRule(market.quirks, "scope_in_token_request")
      ? err(refuseToken(market, "scope", "The scope parameter is missing."))
      : ok(null);
  }
  const values = splitScope(sent, scope.separator);
  if (values.length === 0 || values.some((value) => !within.includes(value))) {
    return err(refuseToken(market, "scope", "The scope is more than was granted."));
  }
  return ok(values);
}
