import { MARK_EVERY_MS, MARK_KEPT_DAYS, SHORT_LOSS_MS } from "../core/connections/restore-policy";
import type { Mark } from "../core/ports/restores";
import { usedUpByUse } from "../core/providers/used-up-by-use";
import type { Dependencies } from "./dependencies";
import { recoverJournal } from "./recover-journal";

/** So many are named in the log; the audit entry names them all. */
const MOST_NAMED = 100;

/**
 * Raises the mark of this volume, and notices that way when the database went back in time: it was restored from a backup, or
 * a failover lost its last writes.
 *
 * Such a database holds refresh tokens that were used since, and a provider may take their second use as theft and end the
 * permission (RFC 9700 §4.14.2). What the journal of this volume proves is put back first. Whatever else may have been renewed
 * since is not tried: its seller is asked, and told that it was us. Call it before anything is renewed, and then on a beat.
 *
 * @returns how many connections it declared
 */
export async function noticeRestore(deps: Dependencies): Promise<number> {
  const { restores, markFile, logger } = deps;
  const kept = await markFile.read();
  const raised = kept ? await restores.raise(kept, MARK_KEPT_DAYS) : await restores.begin(deps.randomness.token(9));
  if (raised || !kept) {
    if (raised) await keep(deps, raised);
    return 0;
  }

  await recoverJournal(deps);
  const providers = deps.definitions.filter(usedUpByUse).map(({ id }) => id);
  const doubt = { providers, beatMs: MARK_EVERY_MS, shortLossMs: SHORT_LOSS_MS };
  const { mark, knownBefore, since, declared } = await restores.declare(kept, doubt);
  await keep(deps, mark);
  logger.error("the database went back in time", {
    // The last moment that it knows of, and the one that this host knows of.
    since: since?.toISOString() ?? null,
    until: kept.at.toISOString(),
    knownBefore,
    declared: declared.length,
    connections: declared.slice(0, MOST_NAMED),
  });
  return declared.length;
}

/** A volume that cannot be written keeps nobody from renewing: only the next loss would not be noticed. */
async function keep({ markFile, logger }: Pick<Dependencies, "markFile" | "logger">, mark: Mark): Promise<void> {
  await markFile.keep(mark).catch((error: unknown) => logger.warn("the mark of this volume could not be kept", { error }));
}
