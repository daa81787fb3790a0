import "#node-only";
import type { ProviderTarget } from "../core/ports/provider-client";
import type { RefreshClaim } from "../core/ports/refreshes";
import { revocationScope } from "../core/providers/revocation-scope";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";
import { discardGrant } from "./discard-grant";
import { goOnEnding } from "./go-on-ending";
import { insist } from "./insist";
import { type Owner, sealTokens } from "./seal-tokens";

type Late = {
  readonly claim: RefreshClaim;
  readonly owner: Owner;
  readonly target: ProviderTarget;
  readonly tokens: TokenSet;
  readonly endKnown: boolean;
};

/**
 * Tokens that arrived after a disconnect must not live on: they become part of the ending, whose tries go on in any process
 * for a day, and the first of them is made at once.
 *
 * @throws when they could not be kept: whoever has the reply in a journal must not forget it
 */
export async function settleLate(deps: Dependencies, { claim, owner, target, tokens, endKnown }: Late): Promise<void> {
  const { id, accountIssuer: issuer, accountKey: key } = claim.connection;
  const scope = revocationScope(target.definition);
  const generation = claim.generation + 1;
  // Where nothing can be cancelled there is nothing to keep them for.
  const isOver = scope === null || (scope === "token" && tokens.refreshToken === null);
  const credential = isOver ? null : sealTokens(deps, tokens, owner, generation, endKnown);
  const kept = await insist(deps, `late access of ${id}`, () =>
    deps.connections.adoptLate(id, claim.leaseId, generation, credential, scope !== "token"),
  );
  if (isOver) return;
  if (kept === "over") return discardGrant(deps, target, tokens, { issuer, key });
  if (kept === "covered") return;
  await goOnEnding(deps, 1, id).catch((error: unknown) => {
    deps.logger.error("a late reply is not cancelled yet", { connection: id, error });
  });
}
