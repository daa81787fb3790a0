import type { Metadata } from "next";
import { ActivityPage } from "@/components/activity/activity-page";
import { translator } from "@/lib/views/texts/translate";
import { loadActivity } from "@/lib/web/activity-loaders";
import { loadViewer } from "@/lib/web/loaders";
import { one, type SearchParamsSent } from "@/lib/web/search-params";

export const generateMetadata = (): Metadata => ({ title: translator()("activity.title") });

/** What happened, to all of them? */
export default async function Activity({ searchParams }: { readonly searchParams: Promise<SearchParamsSent> }) {
  const [viewer, view, sent] = await Promise.all([loadViewer(), loadActivity(searchParams), searchParams]);
  return <ActivityPage view={view} zone={viewer.timeZone} before={one(sent, "before")} />;
}
