import { isEnded } from "../core/connections/connection";
import type { ConnectionRecord } from "../core/connections/record";
import { revocationScope } from "../core/providers/revocation-scope";
import { ok } from "../core/result";
import { connectionDetail } from "./connection-detail";
import type { Actor, ConnectionServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { definitionOf } from "./resolve-target";

/** What a seller sees before disconnecting: the connection, and which others of theirs the provider may end with it. */
export async function disconnectPage(
  deps: Pick<Dependencies, "connections" | "activity" | "links" | "apiKeys" | "definitions" | "clock">,
  actor: Actor,
  input: { readonly id: string; readonly timeZone: string | null },
): ReturnType<ConnectionServices["disconnectPage"]> {
  const detail = await connectionDetail(deps, actor, { ...input, before: null });
  if (!detail.ok) return detail;
  return ok({ ...detail.value, alsoEnd: await alsoEnd(deps, actor, input.id) });
}

/** Other connections at the same account, as far as anybody can know. */
async function alsoEnd(
  deps: Pick<Dependencies, "connections" | "definitions">,
  actor: Actor,
  id: string,
): Promise<readonly string[]> {
  const own = await deps.connections.listOfOwner(actor.userId);
  const ended = own.find((connection) => connection.id === id);
  const definition = ended ? definitionOf(deps, ended.providerId) : null;
  const scope = definition ? revocationScope(definition) : null;
  if (!ended || (scope !== "account" && scope !== "person")) return [];
  // Whose person stands behind another account cannot be known, so all of them are named.
  const mayEnd = (other: ConnectionRecord) => mayShareAccount(scope === "person" ? { ...ended, accountKey: null } : ended, other);
  return own.filter((other) => !isEnded(other.status) && mayEnd(other)).map(({ label }) => label);
}

const mayShareAccount = (ended: ConnectionRecord, other: ConnectionRecord): boolean =>
  other.id !== ended.id &&
  other.providerId === ended.providerId &&
  other.registrationId === ended.registrationId &&
  (other.accountKey === null || ended.accountKey === null || other.accountKey === ended.accountKey);
