import { err, ok, type Result } from "../../core/result";
import type { Marketplace, SandboxClient } from "../marketplace";
import { redirectUriProblem } from "./redirect-uri";
import { readParameter } from "./wire-name";

export type AuthorizationRequest = {
  readonly client: SandboxClient;
  readonly redirectUri: string;
  readonly state: string | null;
  readonly asked: readonly string[];
  readonly challenge: { readonly value: string; readonly method: "S256" | "plain" } | null;
};

/** `page`: nobody may be sent back (RFC 6749 §4.1.2.1), so a person reads why. `return`: the application is told. */
export type RequestProblem =
  | { readonly kind: "page"; readonly says: string; readonly sent: string | null }
  | { readonly kind: "return"; readonly error: string; readonly redirectUri: string; readonly state: string | null };

/** Reads an authorization request (RFC 6749 §4.1.1, RFC 7636 §4.3) as this provider spells it. */
export function readAuthorizationRequest(
  market: Marketplace,
  query: URLSearchParams,
): Result<AuthorizationRequest, RequestProblem> {
  const { authorization, scope } = market.definition;
  const read = (name: string) => readParameter(query, authorization.names, name);
  const repeated = [...new Set(query.keys())].find((name) => query.getAll(name).length > 1);
  if (repeated !== undefined) return err({ kind: "page", says: `The request carries "${repeated}" more than once.`, sent: null });
  const client = market.clients.find((candidate) => candidate.clientId === read("client_id"));
  if (client === undefined)
    return err({ kind: "page", says: "No application with this client id is registered here.", sent: read("client_id") });
  const redirectUri = read("redirect_uri");
  const problem = redirectUriProblem(market, client, redirectUri);
  if (redirectUri === null || problem !== null) return err({ kind: "page", says: problem ?? "", sent: redirectUri });

  const state = read("state");
  const back = (error: string) => err({ kind: "return", error, redirectUri, state } as const);
  if (read("response_type") !== "code") return back("unsupported_response_type");
  const asked = (readParameter(query, authorization.names, scope.parameter) ?? "")
    .split(scope.separator)
    .filter((value) => value !== "");
  if (asked.length === 0 || asked.some((value) => !scope.known.some((known) => known.value === value)))
    return back("invalid_scope");
  const challenge = read("code_challenge");
  const method = read("code_challenge_method") ?? "plain";
  if (challenge !== null && method !== "S256" && method !== "plain") return back("invalid_request");
  return ok({
    client,
    redirectUri,
    state,
    asked: [...new Set(asked)],
    challenge: challenge === null ? null : { value: challenge, method: method === "S256" ? "S256" : "plain" },
  });
}
