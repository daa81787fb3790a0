import type { Metadata } from "next";
import { NoRepairPage } from "@/components/repair/no-repair-page";
import { RepairPage } from "@/components/repair/repair-page";
import { translator } from "@/lib/views/texts/translate";

import { loadRepair } from "@/lib/web/repair-loaders";
import type { SearchParams } from "@/lib/web/search-params";
import { shownZone } from "@/lib/web/shown-zone";

export const generateMetadata = (): Metadata => ({ title: translator()("repair.title_page") });

type Props = { readonly params: Promise<{ readonly code: string }>; readonly searchParams: SearchParams };

/** What a reconnect link opens, for whoever was given it. */
export default async function RepairLinkPage({ params, searchParams }: Props) {
  const { code } = await params;
  const view = await loadRepair(code, searchParams);
  if (!("asker" in view)) return <NoRepairPage state={view.state} />;
  return <RepairPage view={view} code={code} moment={{ now: new Date(), zone: await shownZone(null) }} />;
}
