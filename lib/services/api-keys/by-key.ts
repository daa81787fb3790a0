import { type KeyRight, looksLikeKey } from "../../core/api-keys";
import { isEnded } from "../../core/connections/connection";
import type { ConnectionRecord } from "../../core/connections/record";
import { type Failure, failure } from "../../core/errors";
import type { KeyHolder } from "../../core/ports/api-keys";
import { err, ok, type Result } from "../../core/result";
import { networkOf } from "../../core/sign-in/try-limits";
import type { ConnectionStatusView } from "../../views/api-keys";
import type { Dependencies } from "../dependencies";
import { freshAccess } from "../fresh-access";
import { presentConnection } from "../present-connection";
import { definitionOf } from "../resolve-target";
import type { ByKeyServices, KeyBearer } from "./contract";

/**
 * What a tool may do with a key. Whose connections are meant is what the key says, and nothing else
 * (`security.md` E13); a connection that the key is not for does not exist for it.
 *
 * @param track told of what talks to a provider and writes down what it said
 */
export const byKeyServices = (deps: Dependencies, track: <T>(work: Promise<T>) => Promise<T>): ByKeyServices => ({
  async connectionsByKey(bearer) {
    const held = await holderOf(deps, bearer, { needs: "status", connectionId: null });
    if (!held.ok) return held;
    const { ownerId, keyId } = held.value;
    const [all, keys] = await Promise.all([deps.connections.listOfOwner(ownerId), deps.apiKeys.ofOwner(ownerId)]);
    const only = keys.find(({ id }) => id === keyId)?.connections;
    // A key that was ended this moment is for nothing any more.
    if (only === undefined) return err(failure("key_invalid"));
    const given = all.filter(({ id, status }) => !isEnded(status) && (only === null || only.some((one) => one.id === id)));
    return ok(given.map((connection) => statusOf(deps, connection)));
  },

  async connectionByKey(bearer, connectionId) {
    const held = await holderOf(deps, bearer, { needs: "status", connectionId });
    if (!held.ok) return held;
    const connection = await deps.connections.ofOwner(held.value.ownerId, connectionId);
    return connection ? ok(statusOf(deps, connection)) : err(failure("not_found"));
  },

  async accessByKey(bearer, { connectionId, ...ask }) {
    const held = await holderOf(deps, bearer, { needs: "access", connectionId });
    return held.ok ? track(freshAccess(deps, { connectionId, ...ask })) : held;
  },
});

type Wish = { readonly needs: KeyRight; readonly connectionId: string | null };

/** Who holds a key that works and allows this. */
async function holderOf(
  deps: Dependencies,
  { key, from }: KeyBearer,
  { needs, connectionId }: Wish,
): Promise<Result<KeyHolder, Failure>> {
  // Nobody guesses 256 bits, so wrong keys are not counted: a forgotten tool would lock out its neighbours.
  if (key === null || !looksLikeKey(key, deps.digest.sha256)) return err(failure("key_invalid"));
  const network = networkOf(from);
  const holder = await deps.apiKeys.byHash(deps.digest.sha256(key), connectionId, network);
  if (holder === null) return err(failure("key_invalid"));
  const used = holder.mayUse ? connectionId : null;
  if (!holder.isNoted) deps.afterwards("noting the use of a key broke", () => deps.apiKeys.noteUse(holder.keyId, used, network));
  if (connectionId !== null && !holder.mayUse) return err(failure("not_found"));
  return needs === "access" && holder.may !== "access" ? err(failure("key_may_not")) : ok(holder);
}

function statusOf(deps: Dependencies, connection: ConnectionRecord): ConnectionStatusView {
  const definition = definitionOf(deps, connection.providerId);
  const { id, label, provider, account, state, needsSeller } = presentConnection(definition, connection, deps.clock.now());
  const { keeping } = connection;
  return {
    id,
    label,
    provider: provider.id,
    account,
    state,
    needsSeller,
    accessEndsAt: keeping.accessExpiresAt?.toISOString() ?? null,
    permissionEndsAt: (keeping.hasRefresh ? keeping.refreshExpiresAt : keeping.accessExpiresAt)?.toISOString() ?? null,
  };
}
