import type { NoticeRecord } from "../core/ports/notices";
import type { NoticeView } from "../views/notices";
import type { Dependencies } from "./dependencies";
import { definitionOf } from "./resolve-target";

/** What its reader may see of it. */
export function presentNotice(deps: Pick<Dependencies, "definitions">, notice: NoticeRecord): NoticeView {
  const { data, connection, providerId } = notice;
  return {
    id: notice.id,
    kind: notice.kind,
    at: notice.at.toISOString(),
    isOver: notice.closedAt !== null,
    isRead: notice.readAt !== null,
    provider: providerId === null ? null : (definitionOf(deps, providerId)?.displayName ?? providerId),
    connection: connection && { id: connection.id, label: connection.label, account: connection.account },
    reason: data.reason ?? null,
    endsAt: data.endsAt ?? null,
    since: data.since ?? null,
    why: data.why ?? "provider",
    note: data.note ?? null,
    count: data.count ?? 1,
    labels: data.labels ?? [],
    device: data.device ?? "",
    emergency: data.emergency ?? null,
    items: data.items ?? [],
  };
}
