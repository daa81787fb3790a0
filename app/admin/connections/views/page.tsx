import type { Metadata } from "next";
import { SavedViews } from "@/components/admin/saved-views";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { isAdmin } from "@/lib/web/admin-loaders";
import { loadSavedViews } from "@/lib/web/admin-table-loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator()((await isAdmin()) ? "admin.views.title" : "missing.title") };
}

/** Questions to the list of all connections that its reader kept. */
export default async function SavedViewsPage() {
  const views = await loadSavedViews();
  return views === null ? <Missing /> : <SavedViews views={views} />;
}
