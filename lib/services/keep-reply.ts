import "#node-only";
import type { JournalEntry, JournalPlace, ReplyFacts } from "../core/ports/journal";
import type { RawReply } from "../core/ports/provider-client";
import type { RefreshClaim } from "../core/ports/refreshes";
import type { OpenFailure } from "../core/ports/sealer";
import { ok, type Result } from "../core/result";
import type { SealContext } from "../core/tokens/seal-context";
import type { Dependencies } from "./dependencies";

type Sent = { readonly place: JournalPlace; readonly fingerprint: string; readonly sentAt: Date; readonly tries: number };

/** A kept reply is bound to the connection and to the generation that was being renewed. */
const contextOf = (facts: ReplyFacts): Omit<SealContext, "deploymentId"> => ({
  userId: facts.ownerId,
  providerId: facts.providerId,
  environmentId: facts.environmentId,
  registrationId: facts.registrationId,
  connectionId: facts.connectionId,
  generation: facts.generation,
  kind: "journal",
});

/**
 * Keeps replies of one renewal, sealed, before anybody interprets them.
 *
 * A disk that fails at this moment must not cost the tokens as well: they go on to the database from
 * memory, and no other renewal starts until the journal can be written again.
 */
export const keepingReplies =
  (deps: Pick<Dependencies, "sealer" | "logger">, claim: RefreshClaim, { place, fingerprint, sentAt, tries }: Sent) =>
  async (reply: RawReply): Promise<void> => {
    const { id, ownerId, providerId, environmentId, registrationId } = claim.connection;
    const facts: ReplyFacts = {
      leaseId: claim.leaseId,
      connectionId: id,
      ownerId,
      providerId,
      environmentId,
      registrationId,
      generation: claim.generation,
      fingerprint,
      sentAt: sentAt.toISOString(),
      tries,
    };
    try {
      // The body apart from the rest: inside JSON each of its quotes would cost another byte.
      const { body, ...rest } = reply;
      await place.keep({ ...facts, sealed: deps.sealer.seal(`${JSON.stringify(rest)}\n${body}`, contextOf(facts)) });
    } catch (error) {
      deps.logger.error("a reply could not be kept in the journal", { connection: id, error });
    }
  };

/** Opens a kept reply, to settle the renewal that it answers and for nothing else. */
export function openReply(deps: Pick<Dependencies, "sealer">, entry: JournalEntry): Result<RawReply, OpenFailure> {
  const opened = deps.sealer.open(entry.sealed, contextOf(entry));
  if (!opened.ok) return opened;
  const end = opened.value.indexOf("\n");
  const rest = JSON.parse(opened.value.slice(0, end)) as Omit<RawReply, "body">;
  return ok({ ...rest, body: opened.value.slice(end + 1) });
}
