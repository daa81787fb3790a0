import "#node-only";
import type { AccessFinding } from "../core/connections/diagnosis/facts";
import type { ConnectionRecord } from "../core/connections/record";
import type { ProviderDefinition } from "../core/providers/definition";
import { CHECK_EVERY_MS } from "./check-connection";
import type { Dependencies } from "./dependencies";
import { openAccess } from "./probe-connection";

/**
 * Whether access that is stored opens the account, by the call that the definition names as harmless. Nothing is
 * renewed for it: a token that works once must not be used up only to look.
 */
export async function examineAccess(
  deps: Dependencies,
  definition: ProviderDefinition,
  connection: ConnectionRecord,
): Promise<AccessFinding> {
  if (connection.status !== "ACTIVE") return { kind: "not_asked", why: "not_active" };
  if (definition.api.probe === null) return { kind: "not_asked", why: "no_call" };
  const opened = await openAccess(deps, connection, true);
  if (!opened.ok)
    return {
      kind: "not_asked",
      why: opened.error.code === "not_usable" || opened.error.code === "stopped" ? "not_active" : "key",
    };
  if (opened.value.kind === "resting") return { kind: "not_asked", why: "resting" };
  const { target, tokens } = opened.value;
  if (tokens === null) return { kind: "not_asked", why: isOver(connection, deps.clock.now()) ? "over" : "key" };
  if (!(await deps.connections.checks.begin(connection.ownerId, connection.id, CHECK_EVERY_MS)))
    return { kind: "not_asked", why: "too_soon" };
  const { provider, calls } = deps.examine();
  const { accessToken, variables } = tokens;
  const outcome = await provider.probe({ target, accessToken, variables });
  return outcome === null ? { kind: "not_asked", why: "no_call" } : { kind: "asked", outcome, call: calls().at(-1) ?? null };
}

const isOver = ({ keeping }: ConnectionRecord, now: Date): boolean =>
  keeping.accessExpiresAt !== null && keeping.accessExpiresAt <= now;
