import type { ConnectionRecord } from "../core/connections/record";
import { isSurelySame } from "../core/connections/repair-link";
import type { AttemptRecord } from "../core/ports/attempts";
import type { ProviderTarget } from "../core/ports/provider-client";
import { revocationScope } from "../core/providers/revocation-scope";
import type { Dependencies } from "./dependencies";
import { discardGrant } from "./discard-grant";
import type { Replaced } from "./end-replaced";
import { byGiver, starterOf } from "./giver";
import { type Brought, type Source, storeInPlace } from "./store-grant";

/** What became of a grant that a guest brought. `unsure`: nobody could tell which account it is. */
export type LinkPlacement =
  | { readonly outcome: "reconnected"; readonly connectionId: string; readonly replaced: Replaced | null }
  | { readonly outcome: "wrong_account" | "unsure" | "not_usable" | "stopped" | "link_used" };

/**
 * Puts a guest's grant in place of the one that broke, if it is surely the same account's, and uses the link up.
 *
 * Anything else changes nothing and is not kept: who could say what it is, the seller, is not there.
 *
 * @param repaired the connection as it stands now; null: it is gone
 */
export async function placeByLink(
  deps: Dependencies,
  attempt: AttemptRecord,
  target: ProviderTarget,
  source: Source,
  brought: Brought,
  repaired: ConnectionRecord | null,
): Promise<LinkPlacement> {
  const placement = await tryToPlace(deps, attempt, source, brought, repaired);
  if (placement.outcome === "reconnected") return placement;
  if (!mayTouchTheOther(target, brought)) await discardGrant(deps, target, brought.tokens, brought.identity);
  if (repaired && (placement.outcome === "wrong_account" || placement.outcome === "unsure")) {
    const by = byGiver(starterOf(attempt));
    await deps.connections.note(repaired.id, [{ ...by, type: "link_refused", reference: attempt.reference }]);
  }
  return placement;
}

async function tryToPlace(
  deps: Dependencies,
  attempt: AttemptRecord,
  source: Source,
  brought: Brought,
  repaired: ConnectionRecord | null,
): Promise<LinkPlacement> {
  const { key, issuer, name } = brought.identity;
  const { repairLinkId } = attempt;
  if (!repaired || repairLinkId === null || repaired.status === "PAUSED") return { outcome: "not_usable" };
  const { providerId, environmentId } = source;
  const account = { providerId, environmentId, accountIssuer: issuer };
  const live = key === null ? null : await deps.connections.liveByAccount({ ...account, accountKey: key });
  if (!isSurelySame(repaired, { issuer, key, name }) || (live && live.id !== repaired.id))
    return { outcome: key === null && name === null ? "unsure" : "wrong_account" };
  // Before the grant is stored: of two guests with one link only one may change anything.
  if (!(await deps.links.use(repairLinkId))) return { outcome: "link_used" };
  const stored = await storeInPlace(deps, starterOf(attempt), source, brought, repaired);
  return typeof stored === "string"
    ? { outcome: stored === "stopped" ? "stopped" : "not_usable" }
    : { outcome: "reconnected", connectionId: stored.id, replaced: stored.replaced };
}

/** Whether cancelling this grant could end the connection that it was compared with: then it is only dropped. */
function mayTouchTheOther({ definition }: ProviderTarget, { identity }: Brought): boolean {
  const scope = revocationScope(definition);
  return scope === "person" || (scope !== null && scope !== "token" && identity.key === null);
}
