import type { Metadata } from "next";
import { ConnectPage } from "@/components/connections/connect-page";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadReconnectPage } from "@/lib/web/loaders";
import type { SearchParamsSent } from "@/lib/web/search-params";

export const generateMetadata = (): Metadata => ({ title: translator()("do.reconnect_short") });

type Props = {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<SearchParamsSent>;
};

/** Before leaving for a marketplace to repair a connection in place. */
export default async function ReconnectPage({ params, searchParams }: Props) {
  const { id } = await params;
  const view = await loadReconnectPage(id, searchParams);
  return view ? <ConnectPage view={view} /> : <Missing />;
}
