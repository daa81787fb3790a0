import type { Dependencies } from "./dependencies";

/** The whole chain is looked at no more often than this, whichever process does it. */
const LOOK_EVERY_MS = 60 * 60_000;

/** Gives each entry of the log its place in the chain, a moment after it was written. */
export async function sealAudit({ auditChain, stopping }: Pick<Dependencies, "auditChain" | "stopping">): Promise<void> {
  while (!stopping() && (await auditChain.seal()) > 0);
}

/** Looks whether the log still is what was written, and says so where it is not. */
export async function watchAudit(deps: Pick<Dependencies, "auditChain" | "clock" | "logger">): Promise<void> {
  const before = await deps.auditChain.standing();
  if (before !== null && deps.clock.now().getTime() - before.checkedAt.getTime() < LOOK_EVERY_MS) return;
  const { fault } = await deps.auditChain.check();
  if (fault !== null) deps.logger.error("the audit is not what was written", { entry: fault.seq, why: fault.why });
}
