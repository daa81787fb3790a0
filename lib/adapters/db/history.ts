import type { AuditLog, EventRecord, NewAudit, NewEvent } from "../../core/ports/history";
import { cameFrom } from "../system/came-from";
import type { Prisma } from "./generated/client";
import type { Db } from "./open";

type Writer = Db | Prisma.TransactionClient;

/** Appends lines to a connection's timeline inside the caller's transaction. */
export async function writeEvents(tx: Writer, connectionId: bigint, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.connectionEvent.createMany({
    data: events.map((event) => ({
      connectionId,
      type: event.type,
      actorKind: event.actorKind,
      actorId: event.actorId,
      data: { ...event.data },
      reference: event.reference ?? null,
    })),
  });
}

/** Appends audit entries inside the caller's transaction: the act fails when its entry cannot be written. */
export async function writeAudit(tx: Writer, entries: readonly NewAudit[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.auditEvent.createMany({
    data: entries.map((entry) => ({
      action: entry.action,
      actorKind: entry.actorKind,
      actorId: entry.actorId,
      object: entry.object,
      result: entry.result,
      reference: entry.reference ?? null,
      cameFrom: cameFrom(),
      data: { ...entry.data } as Prisma.InputJsonObject,
    })),
  });
}

export const auditLog = (db: Db): AuditLog => ({ write: (entry) => writeAudit(db, [entry]) });

export const toEvent = (row: Prisma.ConnectionEventGetPayload<object>): EventRecord => ({
  id: String(row.id),
  at: row.at,
  type: row.type,
  actorKind: row.actorKind as EventRecord["actorKind"],
  actorId: row.actorId,
  data: (row.data ?? {}) as EventRecord["data"],
  reference: row.reference,
});
