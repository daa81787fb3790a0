import "#node-only";
import { isOtherAccount } from "../core/oauth/other-account";
import type { ProviderTarget } from "../core/ports/provider-client";
import type { RefreshClaim } from "../core/ports/refreshes";
import type { TokenSet } from "../core/tokens/token-set";
import type { Asked } from "./ask-provider";
import type { Dependencies } from "./dependencies";
import type { Refreshed } from "./refreshed";
import { ownerOf } from "./seal-tokens";
import { settleMismatch } from "./settle-mismatch";
import { settleRefusal } from "./settle-refusal";
import { settleSuccess } from "./settle-success";

type Reply = {
  readonly claim: RefreshClaim;
  readonly target: ProviderTarget;
  /** The set that was renewed; null: it is not there any more, and then nothing is stored. */
  readonly previous: TokenSet | null;
  readonly asked: Pick<Asked, "outcome" | "tries" | "sentAt">;
  readonly reference: string;
};

/** Writes down what the provider answered, whether it answers now or was kept in the journal. */
export async function settleReply(deps: Dependencies, { claim, target, previous, asked, reference }: Reply): Promise<Refreshed> {
  const { outcome, tries, sentAt } = asked;
  if (!outcome.ok) return settleRefusal(deps, claim, { outcome, tries, reference });
  const { connection } = claim;
  const { grant, evidence } = outcome;
  if (isOtherAccount(target.definition, grant, connection.accountKey))
    return settleMismatch(deps, claim, { evidence, tries, reference });
  if (evidence.errorCode !== null) {
    const { errorCode: what, errorText: why } = evidence;
    deps.logger.warn("a part of a renewal was left out", { connection: connection.id, what, why });
  }
  return settleSuccess(deps, { claim, owner: ownerOf(connection), target, previous, grant, evidence, tries, sentAt });
}
