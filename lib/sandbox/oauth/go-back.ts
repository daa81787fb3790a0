import { takeFault } from "../faults/take-fault";
import { type Answer, redirect } from "../http/answer";
import type { Marketplace } from "../marketplace";

type Response = { readonly code: string } | { readonly error: string };

/** The authorization response (RFC 6749 §4.1.2), with the provider's names. The switch for a wrong state works here. */
export function goBack(
  market: Marketplace,
  to: { redirectUri: string; state: string | null; accountId: string | null },
  response: Response,
): Answer {
  const { names } = market.definition.callback;
  const url = new URL(to.redirectUri);
  if ("code" in response) url.searchParams.append(names.code, response.code);
  else url.searchParams.append(names.error, response.error);
  const wrong = takeFault(market, "wrong_state", to.accountId);
  const state = wrong === "changed" ? "another-state-than-was-sent" : wrong === "missing" ? null : to.state;
  if (state !== null) url.searchParams.append(names.state, state);
  return redirect(302, url.href);
}
