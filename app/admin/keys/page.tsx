import type { Metadata } from "next";
import { cache } from "react";
import { Keys } from "@/components/admin/keys/keys";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadKeys } from "@/lib/web/custody-loaders";
import { loadViewer } from "@/lib/web/loaders";

/** The title and the page ask for the same; it is read once. */
const keys = cache(loadKeys);

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator()((await keys()) === null ? "missing.title" : "admin.keys.title") };
}

/** The keys that everything secret is sealed with. */
export default async function KeysPage() {
  const [viewer, view] = await Promise.all([loadViewer(), keys()]);
  return view === null ? <Missing /> : <Keys view={view} zone={viewer.timeZone} />;
}
