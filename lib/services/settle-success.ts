import "#node-only";
import { missingScope } from "../core/oauth/scope";
import type { NewEvent } from "../core/ports/history";
import type { CallEvidence, ProviderTarget, TokenGrant } from "../core/ports/provider-client";
import type { RefreshClaim } from "../core/ports/refreshes";
import { ok } from "../core/result";
import type { TokenSet } from "../core/tokens/token-set";
import { afterSuperseded } from "./after-superseded";
import type { Dependencies } from "./dependencies";
import { insist } from "./insist";
import type { Refreshed } from "./refreshed";
import { definitionOf } from "./resolve-target";
import { type Owner, sealTokens, toTokenSet } from "./seal-tokens";
import { settleLate } from "./settle-late";

type Success = {
  readonly claim: RefreshClaim;
  readonly owner: Owner;
  readonly target: ProviderTarget;
  /** null: it is not there any more, and then nothing is stored. */
  readonly previous: TokenSet | null;
  readonly grant: TokenGrant;
  readonly evidence: CallEvidence;
  readonly tries: number;
  readonly sentAt: Date;
};

/** Stores the new tokens by compare-and-set on the generation. */
export async function settleSuccess(deps: Dependencies, success: Success): Promise<Refreshed> {
  const { claim, evidence, tries, grant } = success;
  const tokens = toTokenSet(grant, success.sentAt, success.previous);
  const endKnown = grant.accessLifetimeSource === "reply" || grant.accessLifetimeSource === "fixed";
  const credential = sealTokens(deps, tokens, success.owner, claim.generation + 1, endKnown);
  const implies = definitionOf(deps, claim.connection.providerId)?.scope.implies;
  const lost = grant.scope && missingScope(claim.connection.scopeGranted, grant.scope, implies);
  const events: NewEvent[] = [
    { type: "renewed", actorKind: "holdfast", actorId: null, data: { seconds: (evidence.durationMs / 1000).toFixed(1) } },
  ];
  if (lost && lost.length > 0) events.push({ type: "access_reduced", actorKind: "provider", actorId: null });

  const written = await insist(deps, `renewal of ${claim.connection.id}`, () =>
    deps.refreshes.commit(claim, { credential, scopeGranted: grant.scope, tries, evidence, events }),
  );
  return written === "committed" ? ok({ generation: claim.generation + 1 }) : superseded(deps, success, tokens, endKnown);
}

/** After a disconnect what just arrived must not live on. After a reconnect the reply is dropped, for ending it could end the new grant. */
async function superseded(
  deps: Dependencies,
  { claim, owner, target }: Success,
  tokens: TokenSet,
  endKnown: boolean,
): Promise<Refreshed> {
  const now = await afterSuperseded(deps, claim.connection.id);
  if (!now.ok && now.error.code !== "reconnect_needed") await settleLate(deps, { claim, owner, target, tokens, endKnown });
  return now;
}
