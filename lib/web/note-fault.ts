import { faultReference } from "../runtime/answer-status";
import { runtime } from "../runtime/current";

type Request = { readonly path: string; readonly method: string };

/**
 * Writes a fault that the framework caught into our own log, which masks what looks like a secret.
 *
 * @param fault `digest` is the number that the framework's own error page shows; ours shows the reference
 */
export function noteFault(fault: unknown, request: Request): void {
  const error = fault instanceof Error ? fault : new Error(String(fault));
  runtime().logger.error("page.failed", {
    method: request.method,
    // A callback's query holds a code.
    path: request.path.split("?", 1)[0],
    reference: faultReference(),
    digest: "digest" in error ? String(error.digest) : null,
    name: error.name,
    message: error.message,
    stack: error.stack,
  });
}
