import type { Logger } from "../core/ports/system";

/** What nobody caught goes to the log, where secrets are masked, and not raw to the terminal. The process does not go on in an unknown state. */
export function logLastWords(logger: Logger, end: (code: number) => void): void {
  process.on("unhandledRejection", (error: unknown) => logger.error("a promise was rejected and nobody listened", { error }));
  process.on("uncaughtException", (error: unknown) => {
    logger.error("an error was thrown and nobody caught it", { error });
    end(1);
  });
}
