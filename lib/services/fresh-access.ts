import "#node-only";
import type { ConnectionRecord } from "../core/connections/record";
import { allows } from "../core/connections/transitions";
import { FAILURES, type Failure, failure } from "../core/errors";
import { err, ok, type Result } from "../core/result";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";
import { refreshConnection } from "./refresh-connection";
import { openTokens, ownerOf } from "./seal-tokens";

export type FreshAccessRequest = {
  /** Public id. Whether the caller may use this connection is the caller's door to decide. */
  readonly connectionId: string;
  /** The fingerprint of the access that the marketplace refused as ended; left out: nothing was refused. */
  readonly rejected?: string;
  /** How long the access has to last, in seconds; left out: it may end any moment. */
  readonly minTtlSeconds?: number;
};

export type FreshAccess = {
  readonly accessToken: string;
  readonly tokenType: string;
  /** By the database's clock; null: its end is not known. It may be nearer than was asked for where no renewal was possible. */
  readonly expiresAt: Date | null;
  /** What to pass as `rejected` when the marketplace refuses it. */
  readonly fingerprint: string;
  readonly generation: number;
  /** Of the connection, such as the shop that its addresses name. */
  readonly variables: Readonly<Record<string, string>>;
};

type Stored = { readonly connection: ConnectionRecord; readonly tokens: TokenSet | null; readonly accessLeftMs: number | null };

/** Access renewed more recently than this is as fresh as it gets: asking for more would renew at each call. */
const NEWEST_MS = 60_000;

/**
 * Access for whoever is about to call the marketplace: what is stored where that is good enough, else what one
 * renewal brings (`reliability.md` 3.9).
 *
 * Many may ask at once, in any process: the first one renews, the others wait for it or find that the stored access is
 * not the refused one any more. Nothing is asked a second time here; a caller whose retry is refused again stops.
 *
 * Fails as a renewal does. Access that still lasts is given where a renewal is not possible now, unless it was refused.
 */
export async function freshAccess(deps: Dependencies, request: FreshAccessRequest): Promise<Result<FreshAccess, Failure>> {
  const { connectionId } = request;
  const stored = await read(deps, connectionId);
  if (!stored.ok) return stored;
  const { connection, tokens } = stored.value;
  if (tokens !== null && isGoodEnough(deps, stored.value, tokens, request)) return ok(given(deps, connection, tokens));

  const ifGeneration = connection.keeping.generation;
  const renewed = await refreshConnection(deps, { connectionId, trigger: "reader", ifGeneration });
  // Read once more in any case: an emergency that began meanwhile counts.
  const now = await read(deps, connectionId);
  if (!renewed.ok) {
    if (!now.ok && now.error.code === "stopped") return now;
    return tokens !== null && stillServes(deps, stored.value, tokens, request, renewed.error)
      ? ok(given(deps, connection, tokens))
      : renewed;
  }
  if (!now.ok) return now;
  return now.value.tokens === null ? err(failure("not_usable")) : ok(given(deps, now.value.connection, now.value.tokens));
}

/** `tokens` is null where what is stored does not open: only a renewal may say what that means. */
async function read(deps: Dependencies, connectionId: string): Promise<Result<Stored, Failure>> {
  const found = await deps.connections.forUse(connectionId);
  if (found === null) return err(failure("not_found"));
  const { connection, sealed, accessLeftMs } = found;
  if (connection.stoppedAt !== null) return err(failure("stopped"));
  if (connection.status === "NEEDS_REAUTH") return err(failure("reconnect_needed"));
  if (sealed === null || !allows(connection.status, "refresh_started")) return err(failure("not_usable"));
  const opened = openTokens(deps, sealed, ownerOf(connection), connection.keeping.generation);
  if (!opened.ok && opened.error.code === "key_missing") return err(failure("key_unavailable"));
  return ok({ connection, tokens: opened.ok ? opened.value : null, accessLeftMs });
}

function isGoodEnough(
  deps: Dependencies,
  { connection, accessLeftMs }: Stored,
  tokens: TokenSet,
  request: FreshAccessRequest,
): boolean {
  if (isRefused(deps, tokens, request)) return false;
  if (accessLeftMs === null || !connection.keeping.hasRefresh) return accessLeftMs === null || accessLeftMs > 0;
  const { obtainedAt, accessExpiresAt } = connection.keeping;
  const lifetimeMs = (accessExpiresAt?.getTime() ?? 0) - obtainedAt.getTime();
  const wantedMs = Math.min((request.minTtlSeconds ?? 0) * 1000, lifetimeMs - NEWEST_MS);
  return accessLeftMs > Math.max(0, wantedMs);
}

/** Whether the seller's permission stands and only the renewal is not possible at this moment. */
function stillServes(
  deps: Dependencies,
  { accessLeftMs }: Stored,
  tokens: TokenSet,
  request: FreshAccessRequest,
  why: Failure,
): boolean {
  const isPassing = FAILURES[why.code].whoActs !== "seller";
  return isPassing && !isRefused(deps, tokens, request) && accessLeftMs !== null && accessLeftMs > 0;
}

const isRefused = ({ digest }: Dependencies, tokens: TokenSet, { rejected }: FreshAccessRequest): boolean =>
  rejected !== undefined && digest.fingerprint(tokens.accessToken) === rejected;

const given = ({ digest }: Dependencies, { keeping }: ConnectionRecord, tokens: TokenSet): FreshAccess => ({
  accessToken: tokens.accessToken,
  tokenType: tokens.tokenType,
  expiresAt: keeping.accessExpiresAt,
  fingerprint: digest.fingerprint(tokens.accessToken),
  generation: keeping.generation,
  variables: tokens.variables,
});
