import type { Metadata } from "next";
import { NewProvider } from "@/components/providers/new-provider";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { isAdmin } from "@/lib/web/admin-loaders";
import { loadNewProvider } from "@/lib/web/provider-loaders";
import type { SearchParamsSent } from "@/lib/web/search-params";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator()((await isAdmin()) ? "admin.provider.new" : "missing.title") };
}

/** A marketplace that does not ship with the product. */
export default async function NewProviderPage({ searchParams }: { readonly searchParams: Promise<SearchParamsSent> }) {
  const typed = await loadNewProvider(searchParams);
  return typed === null ? <Missing /> : <NewProvider typed={typed} />;
}
