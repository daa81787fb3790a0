import "#node-only";
import type { ConnectionRecord, SealedCredential } from "../core/connections/record";
import { refreshAfter, renewalRhythm } from "../core/connections/refresh-policy";
import type { TokenGrant } from "../core/ports/provider-client";
import type { OpenFailure } from "../core/ports/sealer";
import { ok, type Result } from "../core/result";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";
import { definitionOf } from "./resolve-target";

/** Whose token set it is. All of it is bound into the seal. */
export type Owner = {
  readonly userId: string;
  readonly providerId: string;
  readonly environmentId: string;
  readonly registrationId: string;
  readonly connectionId: string;
};

/** The owner as a stored connection names them. */
export const ownerOf = (connection: ConnectionRecord): Owner => ({
  userId: connection.ownerId,
  providerId: connection.providerId,
  environmentId: connection.environmentId,
  registrationId: connection.registrationId,
  connectionId: connection.id,
});

/**
 * Turns a reply into a token set.
 *
 * @param sentAt when the request left, by the database's clock: lifetimes count from there, so a slow
 *   answer makes us early and never late
 * @param previous the set being refreshed. A reply without a refresh token keeps its one (RFC 6749 §6).
 */
export function toTokenSet(grant: TokenGrant, sentAt: Date, previous: TokenSet | null): TokenSet {
  const after = (seconds: number | null) => (seconds === null ? null : new Date(sentAt.getTime() + seconds * 1000).toISOString());
  return {
    accessToken: grant.accessToken,
    refreshToken: grant.refreshToken ?? previous?.refreshToken ?? null,
    idToken: grant.idToken ?? previous?.idToken ?? null,
    tokenType: grant.tokenType,
    scope: grant.scope ?? previous?.scope ?? null,
    accessExpiresAt: after(grant.accessLifetimeSeconds),
    refreshExpiresAt: after(grant.refreshLifetimeSeconds) ?? previous?.refreshExpiresAt ?? null,
    obtainedAt: sentAt.toISOString(),
    variables: { ...previous?.variables, ...grant.variables },
  };
}

/** Seals a token set for one generation of a connection and derives the plain facts that stand beside it. */
export function sealTokens(
  deps: Pick<Dependencies, "sealer" | "digest" | "definitions">,
  tokens: TokenSet,
  owner: Owner,
  generation: number,
  endKnown: boolean,
): SealedCredential {
  const obtainedAt = new Date(tokens.obtainedAt);
  const accessExpiresAt = tokens.accessExpiresAt === null ? null : new Date(tokens.accessExpiresAt);
  const hasRefresh = tokens.refreshToken !== null;
  const sealed = deps.sealer.seal(JSON.stringify(tokens), { ...owner, generation, kind: "token_set" });
  return {
    sealed,
    // As it says itself: which key seals may change at any moment.
    keyId: deps.sealer.keyIdOf(sealed) ?? deps.sealer.primaryKeyId,
    hasRefresh,
    refreshFingerprint: tokens.refreshToken === null ? null : deps.digest.fingerprint(tokens.refreshToken),
    obtainedAt,
    accessExpiresAt,
    accessEndKnown: endKnown,
    refreshExpiresAt: tokens.refreshExpiresAt === null ? null : new Date(tokens.refreshExpiresAt),
    refreshAfter: hasRefresh
      ? refreshAfter({
          obtainedAt,
          expiresAt: accessExpiresAt,
          ...renewalRhythm(definitionOf(deps, owner.providerId)),
          connectionId: owner.connectionId,
          generation,
        })
      : null,
  };
}

/** Opens a sealed token set. Opened only to use it: no list, page or health view comes here. */
export function openTokens(
  deps: Pick<Dependencies, "sealer">,
  sealed: string,
  owner: Owner,
  generation: number,
): Result<TokenSet, OpenFailure> {
  const opened = deps.sealer.open(sealed, { ...owner, generation, kind: "token_set" });
  return opened.ok ? ok(JSON.parse(opened.value) as TokenSet) : opened;
}
