import type { Metadata } from "next";
import { LeavePage } from "@/components/connections/leave-page";
import { routes } from "@/lib/views/routes";
import { translator } from "@/lib/views/texts/translate";
import { loadRepairLeave } from "@/lib/web/repair-loaders";

export const generateMetadata = (): Metadata => ({ title: translator()("connect.what_happens"), referrer: "no-referrer" });

type Props = { readonly params: Promise<{ readonly code: string; readonly attempt: string }> };

/** On the way to a marketplace, with a link. */
export default async function LeaveWithLinkPage({ params }: Props) {
  const { code, attempt } = await params;
  return <LeavePage view={await loadRepairLeave(code, attempt)} back={routes.repair(code)} />;
}
