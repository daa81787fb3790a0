import type { Metadata } from "next";
import { Deactivate } from "@/components/admin/deactivate";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadManaged } from "@/lib/web/people-loaders";
import { typedBefore } from "@/lib/web/provider-loaders";
import type { SearchParamsSent } from "@/lib/web/search-params";

type Props = {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<SearchParamsSent>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const view = await loadManaged((await params).id);
  const t = translator();
  return { title: view === null ? t("missing.title") : t("admin.people.deactivate_title", { name: view.person.name }) };
}

/** What shutting somebody out does, before it happens. */
export default async function DeactivatePage({ params, searchParams }: Props) {
  const view = await loadManaged((await params).id);
  return view === null ? <Missing /> : <Deactivate view={view} typed={await typedBefore(await searchParams)} />;
}
