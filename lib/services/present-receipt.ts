import { isEnded } from "../core/connections/connection";
import { ENDING_DEADLINE_MS } from "../core/connections/ending-policy";
import type { ConnectionRecord } from "../core/connections/record";
import type { ReceiptOutcome, ReceiptView } from "../views/receipt";

/** What a seller may keep of a disconnect; null while the connection lives. */
export function presentReceipt(connection: ConnectionRecord): ReceiptView | null {
  const { status, disconnectedAt, connectedAt, accessUntil, ending } = connection;
  if (!isEnded(status)) return null;
  const since = disconnectedAt ?? connectedAt;
  return {
    number: ending.reference,
    outcome: outcomeOf(connection, since),
    disconnectedAt: since.toISOString(),
    closedAt: status === "REVOKED" ? (ending.closedAt ?? since).toISOString() : null,
    accessUntil: accessUntil?.toISOString() ?? null,
  };
}

function outcomeOf({ status, revocationResult, ending }: ConnectionRecord, since: Date): ReceiptOutcome {
  const { tries, proven } = ending;
  if (status === "REVOKING") {
    const until = new Date(since.getTime() + ENDING_DEADLINE_MS).toISOString();
    return { kind: "trying", until, nextTryAt: ending.nextTryAt?.toISOString() ?? null, tries, stillWorked: proven === false };
  }
  if (revocationResult === "confirmed") return { kind: "revoked", proven: proven === true };
  if (revocationResult === "no_way") return { kind: "no_way" };
  return { kind: "unconfirmed", why: ending.why ?? "in_doubt", tries, stillWorked: proven === false };
}
