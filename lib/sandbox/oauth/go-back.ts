import { createHmac } from "node:crypto";
import { takeFault } from "../faults/take-fault";
import { type Answer, redirect } from "../http/answer";
import type { SandboxClient } from "../market-state";
import type { Marketplace } from "../marketplace";
import type { AuthorizationRefusal } from "./authorization-problem";

type Response = { readonly code: string } | { readonly refusal: AuthorizationRefusal };

export type Return = {
  readonly client: SandboxClient;
  readonly redirectUri: string;
  readonly state: string | null;
  readonly accountId: string | null;
  /** The provider's variables, as they stand in the address of the authorization endpoint. */
  readonly variables: Readonly<Record<string, string>>;
};

type Parameters = readonly (readonly [name: string, value: string])[];

/** What was decided, as RFC 6749 §4.1.2 and §4.1.2.1 name it. */
function decision({ definition }: Marketplace, response: Response): Parameters {
  const { names } = definition.callback;
  if ("code" in response) return [[names.code, response.code]];
  const { error, description, more } = response.refusal;
  const described: Parameters = description === null ? [] : [[names.errorDescription, description]];
  return [[names.error, error], ...described, ...Object.entries(more ?? {})];
}

function stateBack(market: Marketplace, { state, accountId }: Return): Parameters {
  const { names } = market.definition.callback;
  const wrong = takeFault(market, "wrong_state", accountId);
  if (wrong === "changed") return [[names.state, "another-state-than-was-sent"]];
  return state === null || wrong === "missing" ? [] : [[names.state, state]];
}

/** The connection's variables that the provider says again on the way back. */
function captured({ definition, quirks }: Marketplace, variables: Return["variables"]): Parameters {
  return Object.entries(definition.callback.capture).flatMap(([parameter, variable]) => {
    const value = variables[variable];
    return value === undefined ? [] : [[parameter, quirks.spellVariable?.(variable, value) ?? value] as const];
  });
}

/** HMAC-SHA-256 over the response's own parameters, sorted and joined as a query, as the definition describes it. */
function signature(secret: string, parameters: Parameters): string {
  const sorted = [...parameters].sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac("sha256", secret)
    .update(sorted.map(([name, value]) => `${name}=${value}`).join("&"))
    .digest("hex");
}

/** The authorization response (RFC 6749 §4.1.2), with the provider's names. The switch for a wrong state works here. */
export function goBack(market: Marketplace, to: Return, response: Response): Answer {
  const { verify } = market.definition.callback;
  const url = new URL(to.redirectUri);
  const parameters = [
    ...decision(market, response),
    ...stateBack(market, to),
    ...captured(market, to.variables),
    ...Object.entries(market.quirks.callbackMembers?.(market.now(), to.variables) ?? {}),
  ];
  for (const [name, value] of parameters) url.searchParams.append(name, value);
  const spoilt = verify === "none" ? null : takeFault(market, "wrong_signature", to.accountId);
  const secret = spoilt === "changed" ? "somebody else's secret" : (to.client.clientSecret ?? "");
  if (verify !== "none" && spoilt !== "missing") url.searchParams.append(verify.hmacSha256, signature(secret, parameters));
  return redirect(302, url.href);
}
