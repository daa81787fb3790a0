import type { Failure } from "../../core/errors";
import { failure } from "../../core/errors";
import { err, ok, type Result } from "../../core/result";
import type { Actor } from "../actor";
import type { Dependencies } from "../dependencies";
import { isRecent } from "../recent-sign-in";

/** Whoever changes what opens doors proved not longer ago than this that it is them (`ux.md` 2.0, the last step of its ladder). */
const RECENT_MS = 10 * 60_000;

/** Fails with `sign_in_again`; nothing has happened then. */
export async function provedRecently(
  deps: Pick<Dependencies, "attempts">,
  actor: Actor,
): Promise<Result<null, Failure<"sign_in_again">>> {
  const { sessionAgeMs } = await deps.attempts.inSession(actor.sessionId);
  return isRecent(sessionAgeMs, RECENT_MS) ? ok(null) : err(failure("sign_in_again"));
}
