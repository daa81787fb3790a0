import type { Metadata } from "next";
import { cache } from "react";
import { Detail } from "@/components/admin/detail";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadAdminConnection } from "@/lib/web/admin-loaders";
import { loadViewer } from "@/lib/web/loaders";

type Props = { readonly params: Promise<{ readonly id: string }> };

/** The title and the page ask for the same connection; it is read once. */
const connectionOf = cache(loadAdminConnection);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const view = await connectionOf((await params).id);
  return { title: view?.connection.label ?? translator()("missing.title") };
}

/** One connection as an admin reads it. */
export default async function AdminConnectionPage({ params }: Props) {
  const [viewer, view] = await Promise.all([loadViewer(), params.then(({ id }) => connectionOf(id))]);
  return view === null ? <Missing /> : <Detail view={view} zone={viewer.timeZone} />;
}
