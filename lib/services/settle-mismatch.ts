import { failure } from "../core/errors";
import type { CallEvidence } from "../core/ports/provider-client";
import type { RefreshClaim } from "../core/ports/refreshes";
import { err } from "../core/result";
import { afterSuperseded } from "./after-superseded";
import type { Dependencies } from "./dependencies";
import { insist } from "./insist";
import type { Refreshed } from "./refreshed";

type Answer = { readonly evidence: CallEvidence; readonly tries: number; readonly reference: string };

/**
 * A renewal that brought tokens of another account. Nothing of it is stored, and nothing of it is ended
 * at the provider either: it is somebody else's access.
 */
export async function settleMismatch(deps: Dependencies, claim: RefreshClaim, answer: Answer): Promise<Refreshed> {
  const { evidence, tries, reference } = answer;
  const recorded = await insist(deps, `renewal of ${claim.connection.id} for another account`, () =>
    deps.refreshes.fail(claim, {
      state: "FAILED",
      class: "grant",
      reply: "account_conflict",
      code: "account_mismatch",
      tries,
      evidence,
      reference,
      retryInMs: null,
      restMs: null,
      refused: false,
      reauth: "account_mismatch",
      events: [{ type: "needs_reconnect.account_mismatch", actorKind: "provider", actorId: null, reference }],
    }),
  );
  if (recorded === "superseded") return afterSuperseded(deps, claim.connection.id);
  deps.logger.error("a renewal answered for another account", { connection: claim.connection.id, reference });
  await deps.audit.write({
    action: "renewal_of_other_account",
    actorKind: "provider",
    actorId: null,
    object: claim.connection.id,
    result: "denied",
    reference,
  });
  return err({ ...failure("reconnect_needed"), reference });
}
