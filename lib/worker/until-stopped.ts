import type { Logger } from "../core/ports/system";

/** Longer than a call to a provider may take and its result needs to be written, shorter than a supervisor's patience. */
const LONGEST_STOP_MS = 14_000;

/**
 * Runs until the process is asked to stop, then stops it in order: exit code 0 once everything is
 * written, 1 when that took too long or the start failed.
 *
 * @param start gives what stops it @param told is called once, when the stop begins @param failed says why a start did not succeed
 */
export async function untilStopped(
  logger: Pick<Logger, "error">,
  start: () => Promise<() => Promise<void>>,
  { told, failed }: { readonly told: () => void; readonly failed: (error: unknown) => void },
): Promise<void> {
  const end = (error: unknown): never => {
    failed(error);
    process.exit(1);
  };
  const stop = await start().catch(end);
  let stopping = false;
  const onSignal = () => {
    if (stopping) return;
    stopping = true;
    told();
    setTimeout(() => {
      logger.error("stopping took too long, so what was left was cut off", { ms: LONGEST_STOP_MS });
      process.exit(1);
    }, LONGEST_STOP_MS).unref();
    stop().then(() => process.exit(0), end);
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}
