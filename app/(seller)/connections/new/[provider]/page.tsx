import type { Metadata } from "next";
import { ConnectPage } from "@/components/connections/connect-page";
import { translator } from "@/lib/views/texts/translate";
import { loadConnectPage } from "@/lib/web/loaders";
import { one, type SearchParamsSent } from "@/lib/web/search-params";

export const metadata: Metadata = { title: translator()("dashboard.connect") };

type Props = {
  readonly params: Promise<{ readonly provider: string }>;
  readonly searchParams: Promise<SearchParamsSent>;
};

/** Before leaving for a marketplace. `label` in the address keeps the name of a connection that is connected again. */
export default async function ConnectMarketplacePage({ params, searchParams }: Props) {
  const [{ provider }, sent] = await Promise.all([params, searchParams]);
  const view = await loadConnectPage(provider, sent);
  return <ConnectPage view={{ ...view, suggestedLabel: one(sent, "label")?.slice(0, 60) || view.suggestedLabel }} />;
}
