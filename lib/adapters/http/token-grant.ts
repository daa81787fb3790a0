import "#node-only";
import * as oauth from "oauth4webapi";
import { splitScope } from "../../core/oauth/scope";
import type { TokenOutcome } from "../../core/ports/provider-client";
import { err, ok } from "../../core/result";
import { malformedOutcome, plainEvidence } from "./failed-call";
import type { TokenCall, WireReading } from "./token-wire";

/** Lets the protocol library check the standard reply. */
export type CheckReply = (client: { readonly clockSkewMs: number | null }) => Promise<oauth.TokenEndpointResponse>;

/**
 * The outcome of a token request whose reply the wire has read.
 *
 * The library has the last word on a success: what it refuses is a malformed reply, never an error of
 * the grant, and everything we hold is kept.
 */
export async function readTokenGrant(
  { target, grant, variables }: TokenCall,
  reading: WireReading,
  check: CheckReply,
): Promise<TokenOutcome> {
  if (!reading.ok) return reading.outcome;
  const { reply, access, refreshSeconds, call } = reading;
  const verdict = await check(call.timing).then(ok, (error: unknown) => err(reasonOf(error)));
  if (!verdict.ok) return malformedOutcome(call, verdict.error);
  const checked = verdict.value;
  if (checked.token_type !== "bearer") return malformedOutcome(call, "a token type that was not asked for");
  if (grant === "refresh" && checked.refresh_token === undefined && target.definition.rotation.onMissing === "error") {
    return malformedOutcome(call, "no refresh token where each reply carries a new one");
  }

  const scope = splitScope(checked.scope ?? "", " ");
  return {
    ok: true,
    grant: {
      accessToken: checked.access_token,
      refreshToken: checked.refresh_token ?? null,
      idToken: typeof reply.standard["id_token"] === "string" ? reply.standard["id_token"] : null,
      // Signatures by the issuer's keys come in between here once keys are fetched; OpenID Connect Core §3.1.3.7 (6)
      // accepts the TLS connection to the token endpoint in their place.
      idTokenClaims: oauth.getValidatedIdTokenClaims(checked) ?? null,
      tokenType: String(reply.standard["token_type"]),
      scope: scope.length === 0 ? null : scope,
      accessLifetimeSeconds: access.seconds,
      accessLifetimeSource: access.source,
      refreshLifetimeSeconds: refreshSeconds,
      variables: { ...variables, ...reply.variables },
    },
    evidence: plainEvidence(call),
  };
}

/** The library's messages name members and never values; its `cause` holds the reply and stays behind. */
const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message.slice(0, 200) : "the reply does not conform";
