import type { Metadata } from "next";
import { AuditEvent } from "@/components/admin/audit-event";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadViewer } from "@/lib/web/loaders";
import { loadAuditEvent } from "@/lib/web/people-loaders";

type Props = { readonly params: Promise<{ readonly id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const event = await loadAuditEvent((await params).id);
  const t = translator();
  return { title: event === null ? t("missing.title") : t("admin.audit.event_title", { id: event.id }) };
}

/** One act of the log. */
export default async function AuditEventPage({ params }: Props) {
  const [viewer, event] = await Promise.all([loadViewer(), params.then(({ id }) => loadAuditEvent(id))]);
  return event === null ? <Missing /> : <AuditEvent event={event} zone={viewer.timeZone} />;
}
