import "#node-only";
import * as oauth from "oauth4webapi";
import { expandAddress } from "../../core/oauth/endpoints";
import { buildRevocationRequest, type StandardRevocation } from "../../core/oauth/revocation-request";
import { secretsOf } from "../../core/oauth/target-values";
import type { ProviderClient, RevocationOutcome } from "../../core/ports/provider-client";
import { type CallDeps, callProvider } from "./call-provider";
import { failedOutcome, failedRevocation, plainEvidence, unsentOutcome } from "./failed-call";
import { allowsPlainHttp, authenticatedByWire, describeClient, describeServer } from "./server-metadata";

type Revoke = Parameters<ProviderClient["revoke"]>[0];

/**
 * RFC 7009. A token that the provider does not know any more is a success there (§2.2), and so is a
 * refusal that says that the grant is gone.
 */
export async function revokeByStandard(
  deps: CallDeps,
  revocation: StandardRevocation,
  input: Revoke,
): Promise<RevocationOutcome> {
  const { target, variables, accessToken, refreshToken } = input;
  const token = revocation.token === "refresh_token" && refreshToken !== null ? refreshToken : accessToken;
  const hint = token === refreshToken ? "refresh_token" : "access_token";
  const endpoint = expandAddress(
    { definition: target.definition, environmentId: target.environmentId, variables },
    revocation.endpoint,
  );
  if (!endpoint.ok) return failedRevocation(unsentOutcome(endpoint.error));

  let result: RevocationOutcome | null = null;
  await oauth.revocationRequest(
    describeServer(target, endpoint.value.href),
    describeClient(target, null),
    authenticatedByWire,
    token,
    {
      [oauth.allowInsecureRequests]: allowsPlainHttp(target),
      additionalParameters: { token_type_hint: hint },
      [oauth.customFetch]: async (_url, { body }) => {
        result = await carry(deps, revocation, input, body);
        return new Response(null);
      },
    },
  );
  if (result === null) throw new Error("the protocol library sent no revocation request");
  return result;
}

async function carry(
  deps: CallDeps,
  revocation: StandardRevocation,
  input: Revoke,
  standard: URLSearchParams,
): Promise<RevocationOutcome> {
  const { target, variables } = input;
  const request = buildRevocationRequest(target, { revocation, standard, variables });
  if (!request.ok) return failedRevocation(unsentOutcome(request.error));
  const call = await callProvider(deps, { target, variables, request: request.value });
  if (call.outcome.ok && call.outcome.reply.status === 200) return { kind: "revoked", evidence: plainEvidence(call) };
  const failed = failedOutcome("revocation", target, call, [standard.get("token") ?? "", ...secretsOf(target)]);
  return failed.class === "grant_dead" ? { kind: "revoked", evidence: failed.evidence } : failedRevocation(failed);
}
