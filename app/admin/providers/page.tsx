import type { Metadata } from "next";
import { cache } from "react";
import { ProviderList } from "@/components/providers/provider-list";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadProviders } from "@/lib/web/provider-loaders";

/** The title and the page ask for the same; it is read once. */
const providers = cache(loadProviders);

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator()((await providers()) === null ? "missing.title" : "admin.provider.list") };
}

/** Every marketplace that connections could be made to. */
export default async function ProvidersPage() {
  const view = await providers();
  return view === null ? <Missing /> : <ProviderList view={view} />;
}
