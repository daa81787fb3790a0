import "#node-only";
import type { ConnectionRecord } from "../core/connections/record";
import type { EndingTry } from "../core/ports/connections";
import type { TokenGrant } from "../core/ports/provider-client";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";
import { insist } from "./insist";
import { ownerOf, sealTokens, toTokenSet } from "./seal-tokens";

/** A newer token set of an ending, and the ending as it stands with it. */
export type Kept = { readonly tokens: TokenSet; readonly ending: EndingTry };

/**
 * Seals what came while a connection is ended under its tombstone, before it is used: where refresh tokens
 * are used up by use, a crash from here on leaves the one that still counts.
 *
 * What is not kept is used all the same: it is the only chance that is left, and it is used at once.
 */
export async function keepForEnding(
  deps: Dependencies,
  connection: ConnectionRecord,
  ending: EndingTry,
  leaseId: string,
  grant: TokenGrant,
  previous: TokenSet,
): Promise<Kept> {
  // When this try began, by the database's clock: never later than the provider counts from.
  const sentAt = new Date(ending.askedAt.getTime() + ending.askedMsAgo);
  const tokens = toTokenSet(grant, sentAt, previous);
  const endKnown = grant.accessLifetimeSource === "reply" || grant.accessLifetimeSource === "fixed";
  const credential = sealTokens(deps, tokens, ownerOf(connection), ending.generation + 1, endKnown);
  const { store } = deps.connections.endingRenewals;
  const stored = await insist(deps, `newer access for the end of ${connection.id}`, () =>
    store(connection.id, ending, leaseId, credential),
  ).catch(() => null);
  return {
    tokens,
    ending: stored === "stored" ? { ...ending, sealed: credential.sealed, generation: ending.generation + 1 } : ending,
  };
}
