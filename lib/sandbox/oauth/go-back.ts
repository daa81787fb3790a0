import { createHmac } from "node:crypto";
import { takeFault } from "../faults/take-fault";
import { type Answer, redirect } from "../http/answer";
import type { Marketplace, SandboxClient } from "../marketplace";
import type { AuthorizationRefusal } from "./authorization-refusal";

type Response = { readonly code: string } | { readonly refusal: AuthorizationRefusal };

export type Return = {
  readonly client: SandboxClient;
  readonly redirectUri: string;
  readonly state: string | null;
  readonly accountId: string | null;
  /** The provider's variables, as they stand in the address of the authorization endpoint. */
  readonly variables: Readonly<Record<string, string>>;
};

function members(market: Marketplace, { state, accountId, variables }: Return, response: Response): [string, string][] {
  const { names, capture } = market.definition.callback;
  const wrong = takeFault(market, "wrong_state", accountId);
  const returned = wrong === "changed" ? "another-state-than-was-sent" : wrong === "missing" ? null : state;
  const captured = Object.entries(capture).flatMap(([parameter, variable]): [string, string][] =>
    variables[variable] === undefined
      ? []
      : [[parameter, market.quirks.spellVariable?.(variable, variables[variable]) ?? variables[variable]]],
  );
  const said: [string, string][] =
    "code" in response
      ? [[names.code, response.code]]
      : [
          [names.error, response.refusal.error],
          ...(response.refusal.description === null
            ? []
            : [[names.errorDescription, response.refusal.description] as [string, string]]),
          ...Object.entries(response.refusal.more ?? {}),
        ];
  return [
    ...said,
    ...(returned === null ? [] : [[names.state, returned] as [string, string]]),
    ...captured,
    ...Object.entries(market.quirks.callbackMembers?.(market.now(), variables) ?? {}),
  ];
}

/** HMAC-SHA-256 over the response's own parameters, sorted and joined as a query, as the definition describes it. */
function signature(secret: string, parameters: readonly (readonly [string, string])[]): string {
  const sorted = [...parameters].sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac("sha256", secret)
    .update(sorted.map(([name, value]) => `${name}=${value}`).join("&"))
    .digest("hex");
}

/** The authorization response (RFC 6749 §4.1.2), with the provider's names. The switch for a wrong state works here. */
export function goBack(market: Marketplace, to: Return, response: Response): Answer {
  const { verify } = market.definition.callback;
  const url = new URL(to.redirectUri);
  const parameters = members(market, to, response);
  for (const [name, value] of parameters) url.searchParams.append(name, value);
  const spoilt = verify === "none" ? null : takeFault(market, "wrong_signature", to.accountId);
  const secret = spoilt === "changed" ? "somebody else's secret" : (to.client.clientSecret ?? "");
  if (verify !== "none" && spoilt !== "missing") url.searchParams.append(verify.hmacSha256, signature(secret, parameters));
  return redirect(302, url.href);
}
