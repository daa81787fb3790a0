import "#node-only";
import { buildApiRequest } from "../../core/oauth/api-request";
import { pickIdentity } from "../../core/oauth/identity";
import { parseJson } from "../../core/oauth/json-path";
import type { AccountIdentity, ProviderClient } from "../../core/ports/provider-client";
import { type CallDeps, callProvider } from "./call-provider";

type Identify = Parameters<ProviderClient["identify"]>[0];

/**
 * Asks whose account it is. Without an answer the identity is unknown, which never fails a connect.
 *
 * A source that needs a scope value is asked only when that value was granted, or when the provider
 * did not report what it granted.
 */
export async function identifyAccount(deps: CallDeps, { target, grant, variables }: Identify): Promise<AccountIdentity> {
  const all = { ...grant.variables, ...variables };
  const answers: Record<string, unknown> = {};
  for (const source of target.definition.identity) {
    if (source.from !== "get") continue;
    if (source.requiresScope !== null && grant.scope !== null && !grant.scope.includes(source.requiresScope)) continue;
    answers[source.endpoint] = await ask(deps, { target, grant, variables: all }, source.endpoint);
  }
  return pickIdentity({ definition: target.definition, environmentId: target.environmentId, grant, variables: all, answers });
}

async function ask(deps: CallDeps, { target, grant, variables }: Identify, endpoint: string): Promise<unknown> {
  const request = buildApiRequest(target, { method: "GET", endpoint, accessToken: grant.accessToken, variables });
  if (!request.ok) return undefined;
  const { outcome } = await callProvider(deps, { target, variables, request: request.value });
  return outcome.ok && outcome.reply.status === 200 ? parseJson(outcome.reply.body) : undefined;
}
