import type { Metadata } from "next";
import { cache } from "react";
import { Availability } from "@/components/admin/availability/availability";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadAvailability } from "@/lib/web/forecast-loaders";
import { loadViewer } from "@/lib/web/loaders";

/** The title and the page ask for the same; it is read once. */
const availability = cache(loadAvailability);

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator()((await availability()) === null ? "missing.title" : "admin.availability.title") };
}

/** How much of the time access could be had. */
export default async function AvailabilityPage() {
  const [viewer, view] = await Promise.all([loadViewer(), availability()]);
  return view === null ? <Missing /> : <Availability view={view} zone={viewer.timeZone} />;
}
