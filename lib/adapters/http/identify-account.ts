import "#node-only";
import { buildApiRequest } from "../../core/oauth/api-request";
import { answerKey, pickIdentity } from "../../core/oauth/identity";
import { parseJson } from "../../core/oauth/json-path";
import type { AccountIdentity, ProviderClient } from "../../core/ports/provider-client";
import { type CallDeps, callProvider } from "./call-provider";
import { oneDeadline } from "./one-deadline";
import { followLinks } from "./read-linked";

type Identify = Parameters<ProviderClient["identify"]>[0];
type Links = Parameters<typeof followLinks>[2];

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
    if (source.from !== "get" && source.from !== "resource") continue;
    if (source.requiresScope !== null && grant.scope !== null && !grant.scope.includes(source.requiresScope)) continue;
    const whose = { target, grant, variables: all };
    answers[answerKey(source)] =
      source.from === "get" ? await ask(deps, whose, source.endpoint) : await follow(deps, whose, source);
  }
  return pickIdentity({ definition: target.definition, environmentId: target.environmentId, grant, variables: all, answers });
}

async function ask(deps: CallDeps, { target, grant, variables }: Identify, endpoint: string): Promise<unknown> {
  const request = buildApiRequest(target, { method: "GET", endpoint, accessToken: grant.accessToken, variables });
  if (!request.ok) return undefined;
  const { outcome } = await callProvider(deps, { target, variables, request: request.value });
  return outcome.ok && outcome.reply.status === 200 ? parseJson(outcome.reply.body) : undefined;
}

async function follow(deps: CallDeps, { target, grant, variables }: Identify, source: Links): Promise<unknown> {
  const reader = { target, variables, accessToken: grant.accessToken, where: "api" } as const;
  const found = await followLinks(oneDeadline(deps), reader, source);
  return found.ok ? found.value.document : undefined;
}
