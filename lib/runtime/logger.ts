import { systemClock } from "../adapters/system/clock";
import type { Clock, LogFields, Logger } from "../core/ports/system";
import { redact } from "../core/redaction";

/** Where lines go; each ends in a line feed. */
export type LogSink = { readonly out: (line: string) => void; readonly err: (line: string) => void };

const processSink: LogSink = {
  out: (line) => void process.stdout.write(line),
  err: (line) => void process.stderr.write(line),
};

/**
 * A log of JSON lines: `info` to standard output, `warn` and `error` to standard error. Secrets are
 * masked before anything is written (`core/redaction.ts`). Never throws: a log must not fail its caller.
 */
export function createLogger(deps: { readonly clock: Clock; readonly sink?: LogSink }): Logger {
  const { out, err } = deps.sink ?? processSink;
  const writer = (level: string, write: (line: string) => void) => (event: string, fields?: LogFields) => {
    try {
      write(`${lineOf(deps.clock.now(), level, event, fields)}\n`);
    } catch {
      // A closed pipe leaves nobody to tell.
    }
  };
  return { info: writer("info", out), warn: writer("warn", err), error: writer("error", err) };
}

/** The log of this process. */
export const processLogger = (): Logger => createLogger({ clock: systemClock });

/** The fixed members come first and cannot be replaced by a field of the same name. */
function lineOf(at: Date, level: string, event: string, fields: LogFields | undefined): string {
  const head = { at: at.toISOString(), level, event: redact(event) };
  return JSON.stringify({ ...head, ...(redact(fields ?? {}) as object), ...head });
}
