import type { Metadata } from "next";
import { cache } from "react";
import { Emergency } from "@/components/admin/emergency/emergency";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadEmergency } from "@/lib/web/emergency-loaders";
import { loadViewer } from "@/lib/web/loaders";

/** The title and the page ask for the same; it is read once. */
const emergency = cache(loadEmergency);

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator()((await emergency()) === null ? "missing.title" : "admin.emergency.title") };
}

/** Where everything is stopped at once, and where it begins again. */
export default async function EmergencyPage() {
  const [viewer, view] = await Promise.all([loadViewer(), emergency()]);
  return view === null ? <Missing /> : <Emergency view={view} zone={viewer.timeZone} />;
}
