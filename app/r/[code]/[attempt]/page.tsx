import type { Metadata } from "next";
import { NoRepairPage } from "@/components/repair/no-repair-page";
import { RepairResult } from "@/components/repair/repair-result";
import { translator } from "@/lib/views/texts/translate";
import { loadRepairResult } from "@/lib/web/repair-loaders";

export const generateMetadata = (): Metadata => ({ title: translator()("result.happened") });

type Props = { readonly params: Promise<{ readonly code: string; readonly attempt: string }> };

/** Back from a marketplace, with a link. */
export default async function RepairResultPage({ params }: Props) {
  const { code, attempt } = await params;
  const view = await loadRepairResult(code, attempt);
  return view === null ? <NoRepairPage state="unknown" /> : <RepairResult view={view} code={code} />;
}
