import type { AuditEventView } from "../../lib/views/audit";

/** Names of the columns of the file, for programs. */
export const AUDIT_HEAD = [
  "time_utc",
  "by",
  "actor_id",
  "actor",
  "action",
  "object_id",
  "object",
  "result",
  "from",
  "reference",
  "details",
  "entry",
  "digest",
] as const;

/** One act as cells. The time is ISO 8601 in UTC; names are what people and things are called now. */
export const auditCells = (event: AuditEventView): readonly string[] => [
  event.at,
  event.by,
  event.actor?.id ?? "",
  event.actor?.name ?? "",
  event.action,
  event.object?.id ?? "",
  event.object?.name ?? "",
  event.result,
  event.from ?? "",
  event.reference ?? "",
  Object.keys(event.data).length === 0 ? "" : JSON.stringify(event.data),
  event.seq ?? "",
  event.hash ?? "",
];
