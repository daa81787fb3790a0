import type { Metadata } from "next";
import { ChoosePage } from "@/components/connections/choose-page";
import { translator } from "@/lib/views/texts/translate";
import { loadChoices } from "@/lib/web/loaders";
import { one, type SearchParamsSent } from "@/lib/web/search-params";

export const generateMetadata = (): Metadata => ({ title: translator()("choose.title") });

/** Where do you sell? */
export default async function ChooseMarketplacePage({ searchParams }: { readonly searchParams: Promise<SearchParamsSent> }) {
  const [choices, sent] = await Promise.all([loadChoices(), searchParams]);
  return <ChoosePage choices={choices} q={one(sent, "q") ?? ""} />;
}
