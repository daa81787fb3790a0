import type { Metadata } from "next";
import { cache } from "react";
import { Forecast } from "@/components/admin/forecast/forecast";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadForecast } from "@/lib/web/forecast-loaders";
import { loadViewer } from "@/lib/web/loaders";

/** The title and the page ask for the same; it is read once. */
const board = cache(loadForecast);

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator()((await board()) === null ? "missing.title" : "admin.forecast.title") };
}

/** What will need a person in the next 30 days. */
export default async function ForecastPage() {
  const [viewer, loaded] = await Promise.all([loadViewer(), board()]);
  return loaded === null ? <Missing /> : <Forecast {...loaded} zone={viewer.timeZone} />;
}
