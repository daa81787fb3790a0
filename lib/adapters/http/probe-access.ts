import "#node-only";
import { buildApiRequest } from "../../core/oauth/api-request";
import { failedReply } from "../../core/oauth/classify-error";
import { parseJson } from "../../core/oauth/json-path";
import { namedScope } from "../../core/oauth/named-scope";
import { secretsOf } from "../../core/oauth/target-values";
import type { HttpOutcome } from "../../core/ports/http";
import type { ProbeOutcome, ProviderClient } from "../../core/ports/provider-client";
import { type CallDeps, callProvider } from "./call-provider";
import { failedOutcome, plainEvidence, unsentOutcome } from "./failed-call";

type Probe = Parameters<ProviderClient["probe"]>[0];

/** Makes the call of the API that the definition names for it. null: it names none. */
export async function probeAccess(deps: CallDeps, { target, accessToken, variables }: Probe): Promise<ProbeOutcome | null> {
  const { api, scope } = target.definition;
  if (api.probe === null) return null;
  const request = buildApiRequest(target, { ...api.probe, accessToken, variables });
  if (!request.ok) return { ...unsentOutcome(request.error), missing: [] };

  const call = await callProvider(deps, { target, variables, request: request.value });
  if (isLetIn(call.outcome)) return { ok: true, evidence: plainEvidence(call) };
  const failed = failedOutcome("api", target, call, [accessToken, ...secretsOf(target)]);
  const lacksScope = failed.class === "insufficient_scope" && call.outcome.ok;
  return { ...failed, missing: lacksScope ? namedScope(scope, failedReply("api", call.outcome.reply)) : [] };
}

/** A page instead of data is the work of something in between, and shows nothing. */
function isLetIn(outcome: HttpOutcome): boolean {
  if (!outcome.ok || outcome.reply.status < 200 || outcome.reply.status > 299) return false;
  return outcome.reply.body === "" || parseJson(outcome.reply.body) !== undefined;
}
