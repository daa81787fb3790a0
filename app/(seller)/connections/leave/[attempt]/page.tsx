import type { Metadata } from "next";
import { LeavePage } from "@/components/connections/leave-page";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadLeave } from "@/lib/web/loaders";

export const generateMetadata = (): Metadata => ({
  title: translator()("connect.what_happens"),
  referrer: "no-referrer",
});

/** On the way to a marketplace. */
export default async function LeaveForMarketplacePage({ params }: { readonly params: Promise<{ readonly attempt: string }> }) {
  const { attempt } = await params;
  const view = await loadLeave(attempt);
  return view ? <LeavePage view={view} /> : <Missing />;
}
