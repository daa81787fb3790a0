import type { Metadata } from "next";
import { ChoosePage } from "@/components/connections/choose-page";
import { translator } from "@/lib/views/texts/translate";
import { loadChoices } from "@/lib/web/loaders";

export const metadata: Metadata = { title: translator()("choose.title") };

/** Where do you sell? */
export default async function ChooseMarketplacePage() {
  return <ChoosePage choices={await loadChoices()} />;
}
