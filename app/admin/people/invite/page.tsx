import type { Metadata } from "next";
import { Invite } from "@/components/admin/invite";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { isAdmin } from "@/lib/web/admin-loaders";
import { loadInvite } from "@/lib/web/people-loaders";
import type { SearchParamsSent } from "@/lib/web/search-params";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator()((await isAdmin()) ? "admin.people.invite_title" : "missing.title") };
}

/** Lets somebody in. */
export default async function InvitePage({ searchParams }: { readonly searchParams: Promise<SearchParamsSent> }) {
  const view = await loadInvite(searchParams);
  return view === null ? <Missing /> : <Invite {...view} />;
}
