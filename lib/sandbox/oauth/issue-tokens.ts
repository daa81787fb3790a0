import { takeFault } from "../faults/take-fault";
import { type Answer, json } from "../http/answer";
import type { Marketplace } from "../marketplace";
import { hasRule } from "../quirks/quirks";
import type { Grant } from "../state/records";
import { hashSecret, newId, newSecret } from "../state/secret";

/** A new family, of a person or (without one) of the application itself. */
export function startGrant(
  market: Marketplace,
  of: { accountId: string | null; clientId: string; scope: readonly string[] },
): Grant {
  const grant: Grant = {
    id: newId(),
    accountId: of.accountId,
    clientId: of.clientId,
    scope: [...of.scope],
    startedAt: market.now(),
    renewedAt: null,
    endedAt: null,
    endedBy: null,
    access: [],
    refresh: [],
  };
  market.records().grants.push(grant);
  return grant;
}

/** Adds a refresh token to a family, unless the switch that leaves it out is on. */
export function issueRefreshToken(market: Marketplace, grant: Grant): string | null {
  if (takeFault(market, "no_refresh_token", grant.accountId) !== null) return null;
  const refreshToken = newSecret("refresh");
  grant.refresh.push({ hash: hashSecret(refreshToken), usedAt: null });
  return refreshToken;
}

/** The reply of RFC 6749 §5.1 with a new access token. `refreshToken` null leaves that member out. */
export function replyWithAccess(
  market: Marketplace,
  grant: Grant,
  given: { scope: readonly string[]; refreshToken: string | null; lifetimeSeconds?: number },
): Answer {
  const accessToken = newSecret("access");
  const short = takeFault(market, "short_life", grant.accountId);
  const lifetimeSeconds = short === null ? (given.lifetimeSeconds ?? market.quirks.accessLifetimeSeconds) : Number(short);
  grant.access.push({ hash: hashSecret(accessToken), scope: [...given.scope], expiresAt: market.now() + lifetimeSeconds * 1000 });
  const { reply, scope } = market.definition;
  return json(
    200,
    {
      [reply.accessToken]: accessToken,
      ...(reply.tokenType === null
        ? {}
        : { [reply.tokenType]: hasRule(market.quirks, "bearer_lower_case") ? "bearer" : "Bearer" }),
      expires_in: lifetimeSeconds,
      ...(given.refreshToken === null ? {} : { [reply.refreshToken]: given.refreshToken }),
      [reply.scope]: given.scope.join(scope.separator),
    },
    { pragma: "no-cache" },
  );
}
