import "#node-only";
import { buildHttpRevocation, type HttpRevocation } from "../../core/oauth/http-revocation-request";
import { parseJson, readText } from "../../core/oauth/json-path";
import { secretsOf } from "../../core/oauth/target-values";
import type { ProviderReply } from "../../core/ports/http";
import type { ProviderClient, RevocationOutcome } from "../../core/ports/provider-client";
import { type CallDeps, callProvider } from "./call-provider";
import { failedOutcome, failedRevocation, plainEvidence, unsentOutcome } from "./failed-call";

/**
 * A call of the provider's own. That the grant is gone already is the success that was wanted, whether the
 * definition names that answer or the error rules read it so.
 */
export async function revokeByHttp(
  deps: CallDeps,
  revocation: HttpRevocation,
  { target, variables, accessToken, refreshToken }: Parameters<ProviderClient["revoke"]>[0],
): Promise<RevocationOutcome> {
  const request = buildHttpRevocation(target, { revocation, accessToken, refreshToken, variables });
  if (!request.ok) return failedRevocation(unsentOutcome(request.error));
  const call = await callProvider(deps, { target, variables, request: request.value });
  if (call.outcome.ok && isDone(revocation, call.outcome.reply)) return { kind: "revoked", evidence: plainEvidence(call) };
  const secrets = [accessToken, ...(refreshToken === null ? [] : [refreshToken]), ...secretsOf(target)];
  const failed = failedOutcome("revocation", target, call, secrets);
  return failed.class === "grant_dead" ? { kind: "revoked", evidence: failed.evidence } : failedRevocation(failed);
}

function isDone({ okStatuses, alreadyGone }: HttpRevocation, { status, body }: ProviderReply): boolean {
  if (okStatuses.includes(status)) return true;
  return alreadyGone.some(
    ({ http, path, equals }) => http === status && (path === undefined || readText(parseJson(body), path) === equals),
  );
}
