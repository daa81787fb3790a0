import type { Metadata } from "next";
import { Notices } from "@/components/notices/notices";
import { translator } from "@/lib/views/texts/translate";
import { loadNotices, loadViewer } from "@/lib/web/loaders";
import type { SearchParams } from "@/lib/web/search-params";

export const generateMetadata = (): Metadata => ({ title: translator()("notices.title") });

/** What this person was told, newest first. */
export default async function NotificationsPage({ searchParams }: { readonly searchParams: SearchParams }) {
  const [view, viewer] = await Promise.all([loadNotices(searchParams), loadViewer()]);
  return <Notices view={view} moment={{ now: new Date(), zone: viewer.timeZone }} />;
}
