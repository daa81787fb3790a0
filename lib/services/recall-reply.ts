import "#node-only";
import type { JournalEntry, KeptReply } from "../core/ports/journal";
import type { ProviderTarget, TokenOutcome } from "../core/ports/provider-client";
import type { RefreshClaim } from "../core/ports/refreshes";
import { err, ok, type Result } from "../core/result";
import type { TokenSet } from "../core/tokens/token-set";
import type { Asked } from "./ask-provider";
import type { Dependencies } from "./dependencies";
import { openReply } from "./keep-reply";

/**
 * The answer to a request that somebody sent with this very token before, if it was written down: the
 * process died, the write got lost with the database, or it was restored. Asking again could end the grant.
 *
 * @returns null: there is none that gives tokens. `unreadable`: nobody knows, so nobody may ask
 */
export async function recallReply(
  deps: Dependencies,
  target: ProviderTarget,
  claim: RefreshClaim,
  tokens: TokenSet,
): Promise<Asked | null | "unreadable"> {
  const { connection, generation, unknownBefore } = claim;
  const kept = await deps.journal.repliesTo(connection.id, generation, unknownBefore > 0);
  if (kept === null) return "unreadable";
  const fingerprint = tokens.refreshToken === null ? null : deps.digest.fingerprint(tokens.refreshToken);
  for (const reply of kept.filter((one) => one.fingerprint === fingerprint).reverse()) {
    const read = await readKept(deps, target, reply, tokens.variables);
    if (!read.ok) return "unreadable";
    const asked = read.value;
    if (asked?.outcome.ok) {
      deps.logger.warn("a renewal is settled from the journal", { connection: connection.id, generation });
      return asked;
    }
    if (asked !== null) deps.journal.setAside(reply.leaseId);
  }
  return null;
}

/**
 * Opens and interprets a kept reply. Fails when the key for it is not here now.
 *
 * @returns null: it is gone, or damaged, or was not sealed for this place, so nothing can be learned from it
 */
export async function readKept(
  deps: Pick<Dependencies, "journal" | "sealer" | "provider" | "logger">,
  target: ProviderTarget,
  kept: KeptReply,
  variables: TokenSet["variables"],
): Promise<Result<Asked | null, "key_unavailable">> {
  const entry = await deps.journal.read(kept);
  if (entry === null) {
    deps.journal.setAside(kept.leaseId);
    return ok(null);
  }
  const reply = openReply(deps, entry);
  if (!reply.ok && reply.error.code === "key_missing") return err("key_unavailable");
  if (!reply.ok) {
    deps.logger.error("a kept reply does not open", { connection: kept.connectionId, how: reply.error.code });
    deps.journal.setAside(kept.leaseId);
    return ok(null);
  }
  const outcome = await deps.provider.readRefreshReply({ target, variables, reply: reply.value });
  return ok(askedBefore(entry, outcome));
}

const askedBefore = ({ tries, sentAt }: JournalEntry, outcome: TokenOutcome): Asked => ({
  outcome,
  tries,
  sentAt: new Date(sentAt),
  release: () => undefined,
});
