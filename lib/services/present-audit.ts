import { looksLikeId } from "../core/ids";
import type { AuditRecord, ChainState } from "../core/ports/audit-trail";
import type { AuditEventView, ChainView, NamedView } from "../views/audit";
import { routes } from "../views/routes";

/** Where an id leads an admin; null: nowhere. */
function pageOf(id: string): string | null {
  if (looksLikeId("usr", id)) return routes.admin.person(id);
  if (looksLikeId("con", id)) return routes.admin.connection(id);
  return null;
}

const named = (id: string | null, name: string | null): NamedView | null => (id === null ? null : { id, name, href: pageOf(id) });

const plain = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** One act of the log as admins read it. */
export const presentAudit = (record: AuditRecord): AuditEventView => ({
  id: record.id,
  at: record.at.toISOString(),
  by: record.actorKind,
  actor: named(record.actorId, record.actorName),
  action: record.action,
  object: named(record.object, record.objectName),
  result: record.result,
  reference: record.reference,
  from: record.cameFrom,
  data: Object.fromEntries(Object.entries(record.data).map(([name, value]) => [name, plain(value)])),
  seq: record.seq,
  hash: record.hash,
});

export const presentChain = ({ checkedAt, completeTo, entries, fault }: ChainState): ChainView => ({
  checkedAt: checkedAt.toISOString(),
  completeTo: completeTo?.toISOString() ?? null,
  entries,
  fault,
});
