import "#node-only";
import type { ConnectionRecord } from "../core/connections/record";
import type { StoredSecret } from "../core/ports/connections";
import { revocationScope } from "../core/providers/revocation-scope";
import type { TokenSet } from "../core/tokens/token-set";
import type { Dependencies } from "./dependencies";
import { definitionOf, resolveTarget } from "./resolve-target";
import { revokeGrant } from "./revoke-grant";
import { openTokens, ownerOf } from "./seal-tokens";

/** What stood where a new grant stands now. */
export type Replaced = { readonly connection: ConnectionRecord; readonly before: StoredSecret };

/**
 * Gives back the place that a replaced refresh token takes: some providers keep only so many for each
 * seller and drop the oldest silently, which may be one that is in use.
 *
 * Only where a cancellation ends nothing but its own token, and after the new grant is stored. It is a
 * courtesy: what goes wrong is logged, and nothing of ours depends on it.
 */
export async function endReplaced(
  deps: Pick<Dependencies, "provider" | "logger" | "registrations" | "definitions" | "sealer" | "appOrigin">,
  { connection, before }: Replaced,
  now: TokenSet,
): Promise<void> {
  const definition = definitionOf(deps, connection.providerId);
  if (definition === null || revocationScope(definition) !== "token" || before.sealed === null) return;
  try {
    const registration = await deps.registrations.byId(connection.registrationId);
    const target = registration && resolveTarget(deps, registration, connection);
    const opened = openTokens(deps, before.sealed, ownerOf(connection), before.generation);
    if (!target?.ok || !opened.ok) return;
    const { refreshToken } = opened.value;
    if (refreshToken === null || refreshToken === now.refreshToken) return;
    await revokeGrant(deps, target.value, opened.value, "a replaced grant could not be cancelled", connection.id);
  } catch (error) {
    deps.logger.warn("a replaced grant could not be cancelled", { connection: connection.id, error });
  }
}
