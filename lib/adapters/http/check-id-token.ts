import "#node-only";
import { createHash } from "node:crypto";
import * as oauth from "oauth4webapi";
import { findClaimFault } from "../../core/oauth/id-token-claims";
import type { IdTokenIssuer } from "../../core/oauth/id-token-issuer";
import { isJsonObject, parseJson } from "../../core/oauth/json-path";
import type { Call, CallDeps } from "./call-provider";
import type { KeyMemory } from "./key-memory";
import { readKeySet } from "./read-key-set";
import { describeIssuer } from "./server-metadata";
import type { TokenCall } from "./token-wire";

export type TokenDeps = CallDeps & { readonly keys: KeyMemory };

/** Why an id_token is not believed. `refused`: it is not what it claims to be. `uncheckable`: the issuer's keys cannot be read now. */
export type IdTokenFault = { readonly kind: "refused" | "uncheckable"; readonly why: string };

type Received = {
  /** The reply as the protocol library read it; it remembers the id_token's text by this object. */
  readonly response: Response;
  readonly checked: oauth.TokenEndpointResponse;
  readonly claims: oauth.IDToken;
};

/**
 * What the protocol library leaves to its caller: the remaining claims, `at_hash`, and the signature by
 * the issuer's own keys. An address or key in the token's header is never looked at.
 *
 * OpenID Connect Core §3.1.3.7 (6) would let the TLS connection stand in for the signature. We do not: the
 * subject decides whose connection is replaced.
 *
 * @returns null when the id_token is believed
 */
export async function findIdTokenFault(
  deps: TokenDeps,
  tokenCall: TokenCall & { readonly issuer: IdTokenIssuer },
  call: Call,
  { response, checked, claims }: Received,
): Promise<IdTokenFault | null> {
  const nowSeconds = (deps.clock.now().getTime() + (call.timing.clockSkewMs ?? 0)) / 1000;
  const wrong = findClaimFault(claims, { clientId: tokenCall.target.clientId, nowSeconds }) ?? findHashFault(checked, claims);
  if (wrong !== null) return { kind: "refused", why: wrong };
  return findSignatureFault(deps, tokenCall, call, response);
}

/** OpenID Connect Core §3.1.3.6: the left half of the access token's digest, by the hash of the signature's algorithm. */
function findHashFault({ access_token, id_token }: oauth.TokenEndpointResponse, { at_hash }: oauth.IDToken): string | null {
  if (at_hash === undefined) return null;
  const header = parseJson(Buffer.from(id_token?.split(".")[0] ?? "", "base64url").toString());
  const algorithm = isJsonObject(header) && header["alg"] === "EdDSA" ? "sha512" : "sha256";
  const digest = createHash(algorithm).update(access_token).digest();
  const expected = digest.subarray(0, digest.length / 2).toString("base64url");
  return at_hash === expected ? null : "the at_hash claim belongs to another access token";
}

async function findSignatureFault(
  deps: TokenDeps,
  { target, variables, issuer }: TokenCall & { readonly issuer: IdTokenIssuer },
  call: Call,
  response: Response,
): Promise<IdTokenFault | null> {
  const keys = (insteadOf: oauth.JWKS | null) =>
    deps.keys({
      name: JSON.stringify([target.definition.id, target.environmentId, issuer.keys]),
      ask: () => readKeySet(deps, { target, variables, url: issuer.keys }),
      insteadOf,
      // Token request and keys together end when the token request alone had to: a lease counts on it.
      withinMs: deps.deadlineMs - call.durationMs,
    });
  const known = await keys(null);
  if (known === null) return { kind: "uncheckable", why: "the keys of the issuer cannot be read" };
  const fault = await verify(response, issuer, known);
  if (fault === null || !fault.keyIsMissing) return fault && { kind: "refused", why: fault.why };
  const newer = await keys(known);
  if (newer === null || newer === known) return { kind: "refused", why: fault.why };
  const again = await verify(response, issuer, newer);
  return again && { kind: "refused", why: again.why };
}

async function verify(
  response: Response,
  issuer: IdTokenIssuer,
  jwks: oauth.JWKS,
): Promise<{ readonly why: string; readonly keyIsMissing: boolean } | null> {
  try {
    await oauth.validateApplicationLevelSignature(describeIssuer(issuer), response, {
      // How old a set may be is decided by the memory, so for the library it never ages and it never fetches.
      [oauth.jwksCache]: { jwks, uat: Number.POSITIVE_INFINITY },
      [oauth.customFetch]: () => Promise.reject(new Error("the keys are given")),
    });
    return null;
  } catch (error) {
    const keyIsMissing = error instanceof oauth.OperationProcessingError && error.code === oauth.KEY_SELECTION;
    return { why: reasonOf(error), keyIsMissing };
  }
}

/** The library's messages name members and never values; its `cause` holds the reply and stays behind. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message.slice(0, 200) : "the reply does not conform";
