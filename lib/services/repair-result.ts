import { FAILURES, type FailureCode, failure } from "../core/errors";
import type { AttemptRecord } from "../core/ports/attempts";
import { err, ok } from "../core/result";
import type { LinkEnd, RepairOutcome, RepairResultView } from "../views/repair";
import type { RepairServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { findLink } from "./find-link";
import { providerView, signOutUrl, unknownProviderView } from "./present-provider";
import { definitionOf } from "./resolve-target";

/** How a sign-in with a link ended, for whoever holds the link. It names neither person nor account. Reads only. */
export async function repairResult(
  deps: Dependencies,
  input: Parameters<RepairServices["repairResult"]>[0],
): ReturnType<RepairServices["repairResult"]> {
  const found = await findLink(deps, input);
  if (!found.ok) return found;
  const attempt = await deps.attempts.byId(input.attemptId);
  if (!attempt || attempt.repairLinkId !== found.value.link.id) return err(failure("not_found"));
  const definition = definitionOf(deps, attempt.providerId);
  return ok({
    outcome: outcomeOf(attempt),
    provider: definition ? providerView(definition, attempt.environmentId) : unknownProviderView(attempt.providerId),
    reference: attempt.reference,
    signOutUrl: definition && signOutUrl(definition, attempt.environmentId),
  } satisfies RepairResultView);
}

const LINK_ENDS: ReadonlySet<string> = new Set<`link_${LinkEnd}`>([
  "link_used",
  "link_taken_back",
  "link_expired",
  "link_gone",
  "link_not_needed",
]);

function outcomeOf({ outcome, isExpired, consumedAt }: AttemptRecord): RepairOutcome {
  if (outcome === null) return isExpired ? (consumedAt === null ? "expired" : "unknown") : "in_progress";
  if (outcome === "reconnected") return "done";
  if (outcome === "unsure") return outcome;
  if (outcome === "not_usable") return "link_gone";
  if (LINK_ENDS.has(outcome)) return outcome as `link_${LinkEnd}`;
  return Object.hasOwn(FAILURES, outcome) ? (outcome as FailureCode) : "unknown";
}
