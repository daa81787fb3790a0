import { takeFault } from "../faults/take-fault";
import { type Answer, json } from "../http/answer";
import { issueIdToken } from "../id-token/issue-id-token";
import type { Marketplace } from "../marketplace";
import type { Grant } from "../state/records";
import { hashSecret, newId, newSecret } from "../state/secret";
import { dropOldest } from "./drop-oldest";
import type { GrantKind } from "./grant-kind";
import { replyMembers } from "./reply-members";

/** A new family, of a person or (without one) of the application itself. */
export function startGrant(
  market: Marketplace,
  of: Pick<Grant, "accountId" | "clientId"> & {
    readonly scope: readonly string[];
    readonly details?: Readonly<Record<string, string>>;
    readonly opaque?: boolean;
  },
): Grant {
  const grant: Grant = {
    id: newId(),
    accountId: of.accountId,
    clientId: of.clientId,
    scope: [...of.scope],
    details: { ...of.details },
    opaque: of.opaque ?? false,
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

/** Adds a refresh token to a family; null where its scope brings none, or the switch that leaves it out is on. */
export function issueRefreshToken(market: Marketplace, grant: Grant): string | null {
  const { kind, issuedByScope } = market.definition.rotation;
  if (kind === "none" || (issuedByScope !== null && !grant.scope.includes(issuedByScope))) return null;
  if (takeFault(market, "no_refresh_token", grant.accountId) !== null) return null;
  const refreshToken = newSecret("refresh");
  grant.refresh.push({ hash: hashSecret(refreshToken), usedAt: null });
  dropOldest(market, grant);
  return refreshToken;
}

/** A new access token of a grant. One that was asked for without the API's name is not kept: the API never knows it. */
function issueAccessToken(market: Marketplace, grant: Grant, scope: readonly string[], lifetimeSeconds: number): string {
  const issuedAt = market.now();
  const expiresAt = issuedAt + lifetimeSeconds * 1000;
  const secret = newSecret("access");
  const accessToken = market.quirks.accessTokenOf?.(secret, { market, grant, issuedAt, expiresAt }) ?? secret;
  if (!grant.opaque) grant.access.push({ hash: hashSecret(accessToken), scope: [...scope], expiresAt });
  return accessToken;
}

type Given = {
  readonly kind: GrantKind;
  readonly scope: readonly string[];
  /** null leaves that member out. */
  readonly refreshToken: string | null;
  readonly lifetimeSeconds?: number;
  readonly nonce?: string | null;
};

/** The reply of RFC 6749 §5.1 with a new access token, in the definition's and then the provider's shape. */
export function replyWithAccess(market: Marketplace, grant: Grant, given: Given): Answer {
  const short = takeFault(market, "short_life", grant.accountId);
  const lifetimeSeconds = short === null ? (given.lifetimeSeconds ?? market.quirks.accessLifetimeSeconds) : Number(short);
  const account = market.records().accounts.find((candidate) => candidate.id === grant.accountId) ?? null;
  const about = { market, kind: given.kind, grant, account, lifetimeSeconds, now: market.now() };
  const members = replyMembers(about, {
    accessToken: issueAccessToken(market, grant, given.scope, lifetimeSeconds),
    refreshToken: given.refreshToken,
    idToken: issueIdToken(market, grant, account, given.nonce ?? null),
    scope: given.scope,
  });
  return json(200, market.quirks.shapeReply?.(members, about) ?? members, { pragma: "no-cache" });
}
