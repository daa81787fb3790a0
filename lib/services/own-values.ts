import "#node-only";
import type { ConnectionRecord } from "../core/connections/record";
import { userVariables } from "../core/oauth/user-value";
import type { ProviderDefinition } from "../core/providers/definition";
import type { Dependencies } from "./dependencies";
import { openTokens, ownerOf } from "./seal-tokens";

type Deps = Pick<Dependencies, "connections" | "sealer">;

/**
 * What a connection's seller once said about it, such as the name of a shop: a repair goes to the same
 * place without asking. Empty where nothing is asked, and where what is stored is gone or does not open.
 */
export async function ownValues(
  deps: Deps,
  definition: ProviderDefinition,
  connection: ConnectionRecord,
): Promise<Readonly<Record<string, string>>> {
  const asked = userVariables(definition).map(({ name }) => name);
  if (asked.length === 0) return {};
  const stored = await deps.connections.storedSecret(connection.ownerId, connection.id);
  if (!stored?.sealed) return {};
  const opened = openTokens(deps, stored.sealed, ownerOf(connection), stored.generation);
  if (!opened.ok) return {};
  return Object.fromEntries(Object.entries(opened.value.variables).filter(([name]) => asked.includes(name)));
}
