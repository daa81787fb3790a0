import { splitScope } from "../../core/oauth/scope";
import type { ProviderDefinition } from "../../core/providers/definition";
import { err, ok, type Result } from "../../core/result";
import type { SandboxClient } from "../market-state";
import type { Marketplace } from "../marketplace";
import { hasRule } from "../quirks/quirks";
import type { AuthorizationRefusal } from "./authorization-problem";
import { refusalOf } from "./authorization-refusal";
import { unmetConstant } from "./constants";
import { findRedirect } from "./redirect-uri";
import { readParameter } from "./wire-name";

export type AuthorizationRequest = {
  readonly client: SandboxClient;
  /** Where the browser goes back to. */
  readonly redirectUri: string;
  /** What the request said in `redirect_uri`: that address, an alias of it, or nothing. */
  readonly presented: string | null;
  readonly state: string | null;
  readonly nonce: string | null;
  readonly asked: readonly string[];
  /** A constant is missing without which access tokens are good for nothing here. */
  readonly opaque: boolean;
  readonly challenge: { readonly value: string; readonly method: "S256" | "plain" } | null;
};

/** `page`: nobody may be sent back (RFC 6749 §4.1.2.1), so a person reads why. `return`: the application is told. */
export type RequestProblem =
  | { readonly kind: "page"; readonly says: string; readonly sent: string | null }
  | {
      readonly kind: "return";
      readonly refusal: AuthorizationRefusal;
      readonly client: SandboxClient;
      readonly redirectUri: string;
      readonly state: string | null;
    };

/** What is wrong with the scope, if anything. */
function scopeProblem({ scope }: ProviderDefinition, asked: readonly string[]): "scope_missing" | "scope" | null {
  if (asked.length === 0) return "scope_missing";
  if (asked.some((value) => !scope.known.some((known) => known.value === value))) return "scope";
  return scope.oneOf.length > 0 && asked.filter((value) => scope.oneOf.includes(value)).length !== 1 ? "scope" : null;
}

/** RFC 7636 §4.3: a challenge without a method is `plain`. Where PKCE is required, the definition's method is. */
function readChallenge(
  { pkce }: ProviderDefinition,
  read: (name: string) => string | null,
): Result<AuthorizationRequest["challenge"], "challenge"> {
  const value = pkce.use === "never" ? null : read("code_challenge");
  if (value === null) return pkce.use === "required" ? err("challenge") : ok(null);
  const method = read("code_challenge_method") ?? "plain";
  if (method !== "S256" && method !== "plain") return err("challenge");
  return pkce.use === "required" && method !== pkce.method ? err("challenge") : ok({ value, method });
}

/** Reads an authorization request (RFC 6749 §4.1.1, RFC 7636 §4.3) as this provider spells it. */
export function readAuthorizationRequest(
  market: Marketplace,
  query: URLSearchParams,
): Result<AuthorizationRequest, RequestProblem> {
  const { definition, quirks } = market;
  const { authorization, scope } = definition;
  const read = (name: string) => readParameter(query, authorization.names, name);
  const repeated = [...new Set(query.keys())].find((name) => query.getAll(name).length > 1);
  if (repeated !== undefined) return err({ kind: "page", says: `The request carries "${repeated}" more than once.`, sent: null });
  const client = market.clients.find((candidate) => candidate.clientId === read("client_id"));
  if (client === undefined)
    return err({ kind: "page", says: "No application with this client id is registered here.", sent: read("client_id") });
  const presented = read("redirect_uri");
  const redirect = findRedirect(market, client, presented);
  if (!redirect.ok) return err({ kind: "page", says: redirect.error, sent: presented });

  const redirectUri = redirect.value;
  const state = read("state");
  const back = (problem: Parameters<typeof refusalOf>[1]) =>
    err({ kind: "return", refusal: refusalOf(quirks, problem), client, redirectUri, state } as const);
  if (read("response_type") !== "code") return back("response_type");
  if (state === null && hasRule(quirks, "state_required")) return back("state_missing");
  const asked = splitScope(readParameter(query, authorization.names, scope.parameter) ?? "", scope.separator);
  const wrongScope = scopeProblem(definition, asked);
  if (wrongScope !== null) return back(wrongScope);
  const challenge = readChallenge(definition, read);
  if (!challenge.ok) return back(challenge.error);
  const lacksConstant = unmetConstant(authorization.parameters, client, (name) => query.get(name)) !== null;
  return ok({
    client,
    redirectUri,
    presented,
    state,
    nonce: query.get("nonce") || null,
    asked,
    opaque: lacksConstant && hasRule(quirks, "audience_decides"),
    challenge: challenge.value,
  });
}
