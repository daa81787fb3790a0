import { LEASE_MS } from "../core/connections/refresh-policy";
import type { Dependencies } from "./dependencies";
import { refreshConnection } from "./refresh-connection";

/** As many as a process has in flight when it dies, or fewer. */
const AT_ONCE = 8;

/**
 * Intents whose process left them behind without a reply in the journal: nobody knows whether the
 * provider acted. Each is asked again at once with the same token. Where a token works once and it did
 * act, that is refused and called lost; everywhere else it heals (`reliability.md` 3.4, 3.7).
 *
 * @param kept leases whose reply is in the journal and waits @returns how many were left behind
 */
export async function recoverIntents(deps: Dependencies, kept: ReadonlySet<string>): Promise<number> {
  const lapsed = await deps.recovery.lapse([...kept], LEASE_MS);
  if (lapsed.length > 0) deps.logger.warn("renewals were left behind by a process that is gone", { count: lapsed.length });
  const queue = lapsed.filter(({ askAgain }) => askAgain);
  const work = async () => {
    for (let one = queue.shift(); one !== undefined && !deps.stopping(); one = queue.shift()) {
      const { connectionId, generation } = one;
      try {
        await refreshConnection(deps, { connectionId, trigger: "recovery", ifGeneration: generation });
      } catch (error) {
        deps.logger.error("a renewal that was left behind could not be asked again", { connection: connectionId, error });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, queue.length) }, work));
  return lapsed.length;
}
