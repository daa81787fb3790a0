import { err, ok, type Result } from "../../core/result";
import type { Answer } from "../http/answer";
import type { SandboxRequest } from "../http/request";
import type { SandboxClient } from "../market-state";
import type { Marketplace } from "../marketplace";
import { hasRule } from "../quirks/quirks";
import { basicClaim } from "./authenticate-client";
import { unmetConstant } from "./constants";
import type { GrantKind } from "./grant-kind";
import { refuseToken } from "./token-refusal";
import { readParameter } from "./wire-name";

/** The request with its parameters in `form`, whichever encoding they came in: the definition's, or both where the provider takes both. */
export function withParameters(market: Marketplace, request: SandboxRequest): SandboxRequest {
  const { encoding } = market.definition.token;
  if (hasRule(market.quirks, "form_and_json")) return request.json.size > 0 ? { ...request, form: request.json } : request;
  return encoding === "json" ? { ...request, form: request.json } : request;
}

/** Reads the kind off `grant_type`; a provider that has none for a grant tells it by what else was sent. */
export function grantKindOf(market: Marketplace, request: SandboxRequest): GrantKind | null {
  const { names, grants } = market.definition.token;
  const read = (name: string) => readParameter(request.form, names, name);
  const sent = read("grant_type");
  if (sent === "client_credentials") return "application";
  if (sent !== null) return sent === grants.code ? "code" : sent === grants.refresh ? "refresh" : null;
  if (grants.code === null && read("code") !== null) return "code";
  return grants.refresh === null && read("refresh_token") !== null ? "refresh" : null;
}

/** Refuses a request that lacks what the definition says is always sent: constant parameters and headers. */
export function checkConstants(
  market: Marketplace,
  request: SandboxRequest,
  kind: GrantKind,
  client: SandboxClient,
): Result<null, Answer> {
  const { parameters, headers } = market.definition.token;
  const basic = market.quirks.basicNamesClient ? basicClaim(request.header("authorization") ?? "", "raw") : null;
  const sent = (name: string) => request.form.get(name) ?? (name === "client_secret" ? (basic?.secret ?? null) : null);
  const parameter = kind === "application" ? null : unmetConstant(parameters[kind], client, sent);
  const header = unmetConstant(headers, client, (name) => request.header(name.toLowerCase()));
  const missing = parameter ?? header;
  return missing === null
    ? ok(null)
    : err(refuseToken(market, "request", `The request lacks ${missing}, or it has another value.`));
}
