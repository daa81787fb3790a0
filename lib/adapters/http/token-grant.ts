import "#node-only";
import * as oauth from "oauth4webapi";
import { splitScope } from "../../core/oauth/scope";
import type { TokenOutcome } from "../../core/ports/provider-client";
import { err, ok, type Result } from "../../core/result";
import type { Call } from "./call-provider";
import { findIdTokenFault, type IdTokenFault, reasonOf, type TokenDeps } from "./check-id-token";
import { malformedOutcome, plainEvidence, uncheckedOutcome } from "./failed-call";
import { describeClient, describeIssuer } from "./server-metadata";
import type { TokenCall, WireReading } from "./token-wire";

/** Lets the protocol library check a standard reply and the claims of its id_token. */
export type CheckReply = (
  issuer: oauth.AuthorizationServer,
  client: oauth.Client,
  response: Response,
) => Promise<oauth.TokenEndpointResponse>;

/** A reply that conforms. `claims` are those of an id_token that is believed. */
type Conforming = { readonly checked: oauth.TokenEndpointResponse; readonly claims: oauth.IDToken | null };

/**
 * The outcome of a token request whose reply the wire has read.
 *
 * The library has the last word on a success: what it refuses is a malformed reply, never an error of
 * the grant, and everything we hold is kept. At the exchange that goes for an id_token that is not
 * believed, since it says whose account it is. At a refresh that is known, and the reply may hold the
 * only refresh token that still works: the tokens are kept and the id_token alone is left out.
 *
 * @param response what the library got from the wire
 */
export async function readTokenGrant(
  deps: TokenDeps,
  tokenCall: TokenCall,
  reading: WireReading,
  response: Response,
  check: CheckReply,
): Promise<TokenOutcome> {
  if (!reading.ok) return reading.outcome;
  const { reply, call } = reading;
  const whole = await judge(deps, tokenCall, call, response, check);
  if (whole.ok) return granted(tokenCall, reading, whole.value, null);
  const { kind, why } = whole.error;
  if (tokenCall.grant === "code") return kind === "refused" ? malformedOutcome(call, why) : uncheckedOutcome(call, why);
  const rest = await judge(deps, tokenCall, call, Response.json({ ...reply.standard, id_token: undefined }), check);
  return rest.ok ? granted(tokenCall, reading, rest.value, why) : malformedOutcome(call, rest.error.why);
}

async function judge(
  deps: TokenDeps,
  tokenCall: TokenCall,
  call: Call,
  response: Response,
  check: CheckReply,
): Promise<Result<Conforming, IdTokenFault>> {
  const { target, issuer } = tokenCall;
  const client = describeClient(target, call.timing.clockSkewMs);
  const verdict = await check(describeIssuer(issuer), client, response).then(ok, (error: unknown) =>
    err({ kind: "refused" as const, why: reasonOf(error) }),
  );
  if (!verdict.ok) return verdict;
  const claims = oauth.getValidatedIdTokenClaims(verdict.value) ?? null;
  if (claims === null || issuer === null) return ok({ checked: verdict.value, claims: null });
  const fault = await findIdTokenFault(deps, { ...tokenCall, issuer }, call, { response, checked: verdict.value, claims });
  return fault === null ? ok({ checked: verdict.value, claims }) : err(fault);
}

/** @param leftOut why the reply's id_token was left out; null: it was not */
function granted(
  { target, grant, variables }: TokenCall,
  { reply, access, refreshSeconds, call }: Extract<WireReading, { readonly ok: true }>,
  { checked, claims }: Conforming,
  leftOut: string | null,
): TokenOutcome {
  if (checked.token_type !== "bearer") return malformedOutcome(call, "a token type that was not asked for");
  if (grant === "refresh" && checked.refresh_token === undefined && target.definition.rotation.onMissing === "error") {
    return malformedOutcome(call, "no refresh token where each reply carries a new one");
  }

  const idToken = leftOut === null ? reply.standard["id_token"] : null;
  const scope = splitScope(checked.scope ?? "", " ");
  return {
    ok: true,
    grant: {
      accessToken: checked.access_token,
      refreshToken: checked.refresh_token ?? null,
      idToken: typeof idToken === "string" ? idToken : null,
      idTokenClaims: claims,
      tokenType: String(reply.standard["token_type"]),
      scope: scope.length === 0 ? null : scope,
      accessLifetimeSeconds: access.seconds,
      accessLifetimeSource: access.source,
      refreshLifetimeSeconds: refreshSeconds,
      variables: { ...variables, ...reply.variables },
    },
    evidence: { ...plainEvidence(call), ...(leftOut !== null && { errorCode: "id_token_left_out", errorText: leftOut }) },
  };
}
