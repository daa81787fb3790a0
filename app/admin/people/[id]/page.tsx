import type { Metadata } from "next";
import { Person } from "@/components/admin/person";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { loadViewer } from "@/lib/web/loaders";
import { loadPerson, loadPersonAvailability } from "@/lib/web/people-loaders";
import { typedBefore } from "@/lib/web/provider-loaders";
import type { SearchParamsSent } from "@/lib/web/search-params";

type Props = {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<SearchParamsSent>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const view = await loadPerson((await params).id);
  return { title: view?.person.name ?? translator()("missing.title") };
}

/** One person, as an admin sees them. */
export default async function PersonPage({ params, searchParams }: Props) {
  const [viewer, view, usable, typed] = await Promise.all([
    loadViewer(),
    params.then(({ id }) => loadPerson(id)),
    params.then(({ id }) => loadPersonAvailability(id)),
    searchParams.then(typedBefore),
  ]);
  return view === null ? <Missing /> : <Person view={view} usable={usable} typed={typed} zone={viewer.timeZone} />;
}
