import "#node-only";
import { buildApiRequest } from "../../core/oauth/api-request";
import { parseJson, readText } from "../../core/oauth/json-path";
import { secretsOf } from "../../core/oauth/target-values";
import type { ProviderReply } from "../../core/ports/http";
import type { ProviderClient, RevocationOutcome } from "../../core/ports/provider-client";
import type { ProviderDefinition } from "../../core/providers/definition";
import { type CallDeps, callProvider } from "./call-provider";
import { failedOutcome, failedRevocation, plainEvidence, unsentOutcome } from "./failed-call";

type HttpRevocation = Extract<ProviderDefinition["revocation"], { readonly kind: "http" }>;

/** A call of the provider's own, made with the seller's access token. That the grant is gone already is the success that was wanted. */
export async function revokeByHttp(
  deps: CallDeps,
  revocation: HttpRevocation,
  { target, variables, accessToken, refreshToken }: Parameters<ProviderClient["revoke"]>[0],
): Promise<RevocationOutcome> {
  const { method, endpoint, headers } = revocation;
  const request = buildApiRequest(target, { method, endpoint, accessToken, variables, headers });
  if (!request.ok) return failedRevocation(unsentOutcome(request.error));
  const call = await callProvider(deps, { target, variables, request: request.value });
  if (call.outcome.ok && isDone(revocation, call.outcome.reply)) return { kind: "revoked", evidence: plainEvidence(call) };
  const secrets = [accessToken, ...(refreshToken === null ? [] : [refreshToken]), ...secretsOf(target)];
  return failedRevocation(failedOutcome("revocation", target, call, secrets));
}

function isDone({ okStatuses, alreadyGone }: HttpRevocation, { status, body }: ProviderReply): boolean {
  if (okStatuses.includes(status)) return true;
  return alreadyGone.some(
    ({ http, path, equals }) => http === status && (path === undefined || readText(parseJson(body), path) === equals),
  );
}
