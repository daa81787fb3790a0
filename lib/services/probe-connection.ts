import "#node-only";
import type { ConnectionRecord } from "../core/connections/record";
import { type Failure, failure } from "../core/errors";
import type { ProbeOutcome, ProviderTarget } from "../core/ports/provider-client";
import type { ErrorClass } from "../core/providers/definition-reply";
import { err, ok, type Result } from "../core/result";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";
import { refreshConnection } from "./refresh-connection";
import { resolveTarget } from "./resolve-target";
import { openTokens, ownerOf } from "./seal-tokens";

/** `resting`: the provider was not asked, because the registration may make no call for so long. `refused`: because our credentials were. */
export type Probed =
  | { readonly kind: "asked"; readonly outcome: ProbeOutcome; readonly renewed: boolean }
  | { readonly kind: "resting"; readonly refused: boolean; readonly restsMs: number };

type Opened =
  | Extract<Probed, { kind: "resting" }>
  /** `tokens` is null where what is stored does not open: only a renewal may say what that means. */
  | { readonly kind: "open"; readonly target: ProviderTarget; readonly generation: number; readonly tokens: TokenSet | null };

/** What a renewal answers: whether access only ran out, or the permission is gone. */
const RENEWAL_TELLS: readonly ErrorClass[] = ["token_expired", "grant_dead", "reauth_required"];

/**
 * Makes the provider's own harmless call with the connection's access.
 *
 * Access that has ended, or that is refused as ended, is renewed once, and the call is made once more
 * (`reliability.md` 5, line 12). Only that renewal may change the connection; a refusal of the call
 * itself says nothing about the permission. Fails where the renewal does, in its words.
 */
export async function probeConnection(deps: Dependencies, connection: ConnectionRecord): Promise<Result<Probed, Failure>> {
  const { hasRefresh } = connection.keeping;
  const first = await openAccess(deps, connection, hasRefresh);
  if (!first.ok) return first;
  if (first.value.kind === "resting") return ok(first.value);
  if (first.value.tokens !== null) {
    const outcome = await probe(deps, first.value.target, first.value.tokens);
    if (outcome.ok || !hasRefresh || !RENEWAL_TELLS.includes(outcome.class))
      return ok({ kind: "asked", outcome, renewed: false });
  }

  const { generation } = first.value;
  const renewed = await refreshConnection(deps, { connectionId: connection.id, trigger: "seller", ifGeneration: generation });
  if (!renewed.ok) return renewed;
  const second = await openAccess(deps, connection, false);
  if (!second.ok) return second;
  if (second.value.kind === "resting") return ok(second.value);
  if (second.value.tokens === null) return err(failure("not_usable"));
  return ok({ kind: "asked", outcome: await probe(deps, second.value.target, second.value.tokens), renewed: true });
}

export async function openAccess(
  deps: Dependencies,
  connection: ConnectionRecord,
  renewWhatEnded: boolean,
): Promise<Result<Opened, Failure>> {
  const stored = await deps.connections.checks.usable(connection.ownerId, connection.id);
  const registration = stored && (await deps.registrations.byId(connection.registrationId));
  if (registration?.isInEmergency) return err(failure("stopped"));
  if (!stored || !registration) return err(failure("not_usable"));
  const refused = registration.trouble === "credentials";
  // Where only renewals have trouble, a call of the API may still be answered.
  const rests = stored.restsMs > 0 && (refused || registration.trouble === null);
  if (rests) return ok({ kind: "resting", refused, restsMs: stored.restsMs });
  const target = resolveTarget(deps, registration, connection);
  if (!target.ok) return target;
  const { generation, sealed, accessLeftMs } = stored;
  const opened = openTokens(deps, sealed, ownerOf(connection), generation);
  if (!opened.ok && opened.error.code === "key_missing") return err(failure("key_unavailable"));
  const hasEnded = renewWhatEnded && accessLeftMs !== null && accessLeftMs <= 0;
  return ok({ kind: "open", target: target.value, generation, tokens: opened.ok && !hasEnded ? opened.value : null });
}

async function probe(deps: Dependencies, target: ProviderTarget, tokens: TokenSet): Promise<ProbeOutcome> {
  const { accessToken, variables } = tokens;
  const outcome = await deps.provider.probe({ target, accessToken, variables });
  if (outcome === null) throw new Error(`providers: ${target.definition.id} has no call to check with`);
  return outcome;
}
