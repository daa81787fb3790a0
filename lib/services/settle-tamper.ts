import { failure } from "../core/errors";
import type { RefreshClaim } from "../core/ports/refreshes";
import { err } from "../core/result";
import { afterSuperseded } from "./after-superseded";
import type { Dependencies } from "./dependencies";
import type { Refreshed } from "./refreshed";

/** A sealed set that does not open under its own key was changed or moved: nobody uses it again, and it is kept for forensics. */
export async function settleTamper(
  deps: Dependencies,
  claim: RefreshClaim,
  how: "moved" | "altered",
  reference: string,
): Promise<Refreshed> {
  const recorded = await deps.refreshes.fail(claim, {
    state: "FAILED",
    class: "grant",
    reply: null,
    code: how,
    tries: 1,
    evidence: null,
    reference,
    retryInMs: null,
    restMs: null,
    refused: false,
    reauth: "decrypt_failed",
    events: [{ type: "needs_reconnect.decrypt_failed", actorKind: "holdfast", actorId: null, reference }],
  });
  // Read while somebody replaced it: what did not open is gone, and nothing is wrong.
  if (recorded === "superseded") return afterSuperseded(deps, claim.connection.id);
  deps.logger.error("a sealed token set does not open", { connection: claim.connection.id, how, reference });
  await deps.audit.write({
    action: "tamper_detected",
    actorKind: "holdfast",
    actorId: null,
    object: claim.connection.id,
    result: "failed",
    reference,
    data: { how },
  });
  return err({ ...failure("reconnect_needed"), reference });
}
