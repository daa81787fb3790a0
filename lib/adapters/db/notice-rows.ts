import { isKind } from "../../core/notices/notice";
import type { NoticeData, NoticeRecord } from "../../core/ports/notices";
import type { Prisma } from "./generated/client";

/** What is read of a notice and its connection. */
export const NOTICE = {
  id: true,
  kind: true,
  at: true,
  closedAt: true,
  readAt: true,
  providerId: true,
  data: true,
  connection: { select: { publicId: true, label: true, accountName: true, environmentId: true } },
} satisfies Prisma.NoticeSelect;

/** Nothing of a kind that this version does not know. */
export function toNotice(row: Prisma.NoticeGetPayload<{ select: typeof NOTICE }>): NoticeRecord[] {
  const { kind, connection } = row;
  if (!isKind(kind)) return [];
  return [
    {
      id: String(row.id),
      kind,
      at: row.at,
      closedAt: row.closedAt,
      readAt: row.readAt,
      providerId: row.providerId,
      data: toData(row.data),
      connection: connection && {
        id: connection.publicId,
        label: connection.label,
        account: connection.accountName,
        environmentId: connection.environmentId,
      },
    },
  ];
}

/** Written by our own statements only. */
const toData = (data: Prisma.JsonValue): NoticeData =>
  typeof data === "object" && data !== null && !Array.isArray(data) ? (data as NoticeData) : {};
