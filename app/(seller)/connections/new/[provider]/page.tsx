import type { Metadata } from "next";
import { ConnectPage } from "@/components/connections/connect-page";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadConnectPage } from "@/lib/web/loaders";
import type { SearchParamsSent } from "@/lib/web/search-params";

export const generateMetadata = (): Metadata => ({ title: translator()("dashboard.connect") });

type Props = {
  readonly params: Promise<{ readonly provider: string }>;
  readonly searchParams: Promise<SearchParamsSent>;
};

/** Before leaving for a marketplace. */
export default async function ConnectMarketplacePage({ params, searchParams }: Props) {
  const { provider } = await params;
  const view = await loadConnectPage(provider, searchParams);
  return view ? <ConnectPage view={view} /> : <Missing />;
}
