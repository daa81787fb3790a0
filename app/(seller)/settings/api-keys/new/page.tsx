import type { Metadata } from "next";
import { MakeKey } from "@/components/api-keys/make-key";
import { translator } from "@/lib/views/texts/translate";
import { loadNewKey } from "@/lib/web/api-key-loaders";
import type { SearchParamsSent } from "@/lib/web/search-params";

export const generateMetadata = (): Metadata => ({ title: translator()("api_keys.make") });

/** Makes a key for a tool. */
export default async function NewApiKeyPage({ searchParams }: { readonly searchParams: Promise<SearchParamsSent> }) {
  return <MakeKey {...(await loadNewKey(searchParams))} />;
}
