import type { Metadata } from "next";
import { Audit } from "@/components/admin/audit";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { isAdmin } from "@/lib/web/admin-loaders";
import { loadViewer } from "@/lib/web/loaders";
import { loadAudit } from "@/lib/web/people-loaders";
import type { SearchParamsSent } from "@/lib/web/search-params";

type Props = { readonly searchParams: Promise<SearchParamsSent> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator()((await isAdmin()) ? "admin.audit.title" : "missing.title") };
}

/** Who did what, as the address asks for it. */
export default async function AuditPage({ searchParams }: Props) {
  const [viewer, view] = await Promise.all([loadViewer(), loadAudit(searchParams)]);
  return view === null ? <Missing /> : <Audit view={view} zone={viewer.timeZone} />;
}
