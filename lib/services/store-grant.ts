import "#node-only";
import { freeLabel } from "../core/connections/label";
import type { ConnectionRecord } from "../core/connections/record";
import { BUCKETS, connectionId } from "../core/ids";
import { grantedScope } from "../core/oauth/scope";
import type { GrantedAccess } from "../core/ports/connections";
import type { NewAudit, NewEvent } from "../core/ports/history";
import type { AccountIdentity } from "../core/ports/provider-client";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";
import type { Replaced } from "./end-replaced";
import { byGiver, type Giver } from "./giver";
import { type Owner, sealTokens } from "./seal-tokens";

/** A grant that is ours but stands nowhere yet. */
export type Brought = {
  readonly tokens: TokenSet;
  readonly endKnown: boolean;
  readonly identity: AccountIdentity;
  readonly scopeWanted: readonly string[];
};

/** Where it was obtained. */
export type Source = {
  readonly providerId: string;
  readonly environmentId: string;
  readonly registrationId: string;
  readonly definitionDigest: string;
  readonly isTest: boolean;
};

export type StoreDeps = Pick<Dependencies, "connections" | "sealer" | "digest" | "randomness" | "definitions">;

/**
 * `replaced`: what stood there before, for `endReplaced`; null with a new connection. `account_conflict`: another
 * connection holds this account. `ending`: the access of the connection is just being ended. `other_account`: the connection
 * is known to be another account's, or came to be while this was decided. `elsewhere`: the provider's addresses have
 * changed since the grant was given, or the client it was given to is gone, so nothing of it may be used any more.
 * `stopped`: an emergency began while it was given.
 */
export type Stored =
  | { readonly id: string; readonly label: string; readonly replaced: Replaced | null }
  | "account_conflict"
  | "other_account"
  | "ending"
  | "elsewhere"
  | "stopped";

const accessOf = ({ identity, tokens, scopeWanted }: Brought): GrantedAccess => ({
  accountIssuer: identity.issuer,
  accountKey: identity.key,
  accountName: identity.name,
  scopeWanted,
  scopeGranted: grantedScope(tokens.scope, scopeWanted),
  scopeReported: tokens.scope !== null,
});

const historyOf = (giver: Giver, type: "connected" | "reconnected", id: string): { events: NewEvent[]; audit: NewAudit[] } => ({
  events: [{ ...byGiver(giver), type }],
  audit: [{ ...byGiver(giver), action: `connection_${type}`, object: id, result: "done" }],
});

/** Whoever moves a connection that often in one moment is no seller. */
const MOST_TRIES = 10;

const ownerOf = (giver: Giver, source: Source, id: string): Owner => ({
  userId: giver.userId,
  providerId: source.providerId,
  environmentId: source.environmentId,
  registrationId: source.registrationId,
  connectionId: id,
});

/** Labels a seller's other connections have. */
const labelsBeside = async (deps: StoreDeps, giver: Giver, id: string): Promise<readonly string[]> =>
  (await deps.connections.listOfOwner(giver.userId)).filter((c) => c.status !== "REVOKED" && c.id !== id).map((c) => c.label);

/** Stores a grant as a new connection under the label, or the next free one like it. */
export async function storeAsNew(
  deps: StoreDeps,
  giver: Giver,
  source: Source,
  brought: Brought,
  label: string,
): Promise<Exclude<Stored, "ending" | "other_account">> {
  const bucket = Math.floor(deps.randomness.fraction() * BUCKETS);
  const id = connectionId(bucket, deps.randomness.token(15));
  const credential = sealTokens(deps, brought.tokens, ownerOf(giver, source, id), 1, brought.endKnown);
  // The database may take two labels for one where we see two: then it is taken, whatever we see.
  const refused: string[] = [];
  while (refused.length < MOST_TRIES) {
    const free = freeLabel(label, [...(await labelsBeside(deps, giver, id)), ...refused]);
    const stored = await deps.connections.create(
      { ...accessOf(brought), ...source, id, bucket, ownerId: giver.userId, label: free },
      credential,
      historyOf(giver, "connected", id),
    );
    if (stored === "created") return { id, label: free, replaced: null };
    if (stored === "account_conflict" || stored === "elsewhere" || stored === "stopped") return stored;
    refused.push(free);
  }
  throw new Error(`connections: no free label after ${MOST_TRIES} tries`);
}

/**
 * Stores a grant in place of another, keeping id and label. The new grant wins over a refresh in
 * flight: it takes the next generation, so the late reply can no longer be written.
 */
export async function storeInPlace(
  deps: StoreDeps,
  giver: Giver,
  source: Source,
  brought: Brought,
  target: ConnectionRecord,
): Promise<Stored> {
  const access = accessOf(brought);
  let current = target;
  let { label } = target;
  const refused: string[] = [];
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (isAnothers(access.accountKey, target, current)) return "other_account";
    const { generation } = current.keeping;
    const stored = await deps.connections.replaceGrant(
      target.id,
      generation,
      {
        ...access,
        // A reconnect that learns no name keeps the one we know.
        accountName: access.accountName ?? current.accountName,
        accountKey: access.accountKey ?? current.accountKey,
        environmentId: source.environmentId,
        registrationId: source.registrationId,
        definitionDigest: source.definitionDigest,
        label,
      },
      sealTokens(deps, brought.tokens, ownerOf(giver, source, target.id), generation + 1, brought.endKnown),
      historyOf(giver, "reconnected", target.id),
    );
    if (typeof stored === "object") return { id: target.id, label, replaced: { connection: current, before: stored.before } };
    if (stored === "not_allowed") return "ending";
    if (stored === "account_conflict" || stored === "elsewhere" || stored === "stopped") return stored;
    if (stored === "label_conflict") {
      refused.push(label);
      label = freeLabel(target.label, [...(await labelsBeside(deps, giver, target.id)), ...refused]);
    }
    current = (await deps.connections.byId(target.id)) ?? current;
  }
  throw new Error(`connections: ${target.id} kept moving while it was reconnected`);
}

/** A question that a seller answers late, or two reconnects at once, must not put one account in place of another (`security.md` A20). */
const isAnothers = (key: string | null, target: ConnectionRecord, current: ConnectionRecord): boolean =>
  key === null ? current.accountKey !== target.accountKey : current.accountKey !== null && current.accountKey !== key;
