import type { Metadata } from "next";
import { People } from "@/components/admin/people";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { isAdmin } from "@/lib/web/admin-loaders";
import { loadViewer } from "@/lib/web/loaders";
import { loadPeople } from "@/lib/web/people-loaders";
import type { SearchParamsSent } from "@/lib/web/search-params";

type Props = { readonly searchParams: Promise<SearchParamsSent> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator()((await isAdmin()) ? "admin.people.title" : "missing.title") };
}

/** Everybody who can sign in, as the address asks for them. */
export default async function PeoplePage({ searchParams }: Props) {
  const [viewer, view] = await Promise.all([loadViewer(), loadPeople(searchParams)]);
  return view === null ? <Missing /> : <People view={view} zone={viewer.timeZone} />;
}
