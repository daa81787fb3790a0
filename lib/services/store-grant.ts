import "#node-only";
import { freeLabel } from "../core/connections/label";
import type { ConnectionRecord } from "../core/connections/record";
import { BUCKETS, connectionId } from "../core/ids";
import { grantedScope } from "../core/oauth/scope";
import type { GrantedAccess } from "../core/ports/connections";
import type { NewAudit, NewEvent } from "../core/ports/history";
import type { AccountIdentity } from "../core/ports/provider-client";
import type { TokenSet } from "../core/tokens/token-set";
import type { Actor } from "./contract";
import type { Dependencies } from "./dependencies";
import { sealTokens } from "./seal-tokens";

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

type Deps = Pick<Dependencies, "connections" | "sealer" | "digest" | "randomness">;

const accessOf = ({ identity, tokens, scopeWanted }: Brought): GrantedAccess => ({
  accountIssuer: identity.issuer,
  accountKey: identity.key,
  accountName: identity.name,
  scopeWanted,
  scopeGranted: grantedScope(tokens.scope, scopeWanted),
  scopeReported: tokens.scope !== null,
});

const historyOf = (actor: Actor, type: "connected" | "reconnected", id: string): { events: NewEvent[]; audit: NewAudit[] } => ({
  events: [{ type, actorKind: "seller", actorId: actor.userId }],
  audit: [{ action: `connection_${type}`, actorKind: "seller", actorId: actor.userId, object: id, result: "done" }],
});

/** Stores a grant as a new connection. `account_conflict`: somebody connected the same account in this moment. */
export async function storeAsNew(
  deps: Deps,
  actor: Actor,
  source: Source,
  brought: Brought,
  label: string,
): Promise<{ readonly id: string; readonly label: string } | "account_conflict"> {
  const bucket = Math.floor(deps.randomness.fraction() * BUCKETS);
  const id = connectionId(bucket, deps.randomness.token(15));
  const owner = {
    userId: actor.userId,
    providerId: source.providerId,
    environmentId: source.environmentId,
    registrationId: source.registrationId,
    connectionId: id,
  };
  const credential = sealTokens(deps, brought.tokens, owner, 1, brought.endKnown);
  for (let tries = 0; tries < 3; tries++) {
    const taken = (await deps.connections.listOfOwner(actor.userId)).filter((c) => c.status !== "REVOKED").map((c) => c.label);
    const free = freeLabel(label, taken);
    const stored = await deps.connections.create(
      { ...accessOf(brought), ...source, id, bucket, ownerId: actor.userId, label: free },
      credential,
      historyOf(actor, "connected", id),
    );
    if (stored === "created") return { id, label: free };
    if (stored === "account_conflict") return "account_conflict";
  }
  throw new Error("connections: no free label after three tries");
}

/**
 * Stores a grant in place of another, keeping id and label. The new grant wins over a refresh in
 * flight: it takes the next generation, so the late reply can no longer be written.
 */
export async function storeInPlace(
  deps: Deps,
  actor: Actor,
  source: Source,
  brought: Brought,
  target: ConnectionRecord,
): Promise<{ readonly id: string; readonly label: string } | "account_conflict"> {
  const owner = {
    userId: actor.userId,
    providerId: source.providerId,
    environmentId: source.environmentId,
    registrationId: source.registrationId,
    connectionId: target.id,
  };
  let { generation } = target.keeping;
  let { label } = target;
  for (let tries = 0; tries < 5; tries++) {
    const credential = sealTokens(deps, brought.tokens, owner, generation + 1, brought.endKnown);
    const access = {
      ...accessOf(brought),
      registrationId: source.registrationId,
      definitionDigest: source.definitionDigest,
      label,
    };
    // A reconnect that learns no name keeps the one we know.
    const named = {
      ...access,
      accountName: access.accountName ?? target.accountName,
      accountKey: access.accountKey ?? target.accountKey,
    };
    const stored = await deps.connections.replaceGrant(
      target.id,
      generation,
      named,
      credential,
      historyOf(actor, "reconnected", target.id),
    );
    if (stored === "replaced") return { id: target.id, label };
    if (stored === "account_conflict") return "account_conflict";
    if (stored === "label_conflict") {
      label = freeLabel(
        target.label,
        (await deps.connections.listOfOwner(actor.userId))
          .filter((c) => c.status !== "REVOKED" && c.id !== target.id)
          .map((c) => c.label),
      );
    }
    generation = (await deps.connections.byId(target.id))?.keeping.generation ?? generation;
  }
  throw new Error(`connections: ${target.id} kept moving while it was reconnected`);
}
