import type { Metadata } from "next";
import { AskAsSeller, AsSeller } from "@/components/admin/as-seller";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { isAdmin } from "@/lib/web/admin-loaders";
import { loadAsSeller } from "@/lib/web/admin-table-loaders";
import { loadViewer } from "@/lib/web/loaders";

type Props = { readonly params: Promise<{ readonly id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator()((await isAdmin()) ? "admin.as_seller.page" : "missing.title") };
}

/** One connection as its seller sees it, for a look only. */
export default async function AsSellerPage({ params }: Props) {
  const [viewer, view] = await Promise.all([loadViewer(), params.then(({ id }) => loadAsSeller(id))]);
  if (view === null) return <Missing />;
  if (view.kind === "ask") return <AskAsSeller {...view} />;
  return <AsSeller {...view} moment={{ now: new Date(), zone: viewer.timeZone }} />;
}
