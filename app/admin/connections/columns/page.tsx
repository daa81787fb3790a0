import type { Metadata } from "next";
import { ListLook } from "@/components/admin/list-look";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { isAdmin } from "@/lib/web/admin-loaders";
import { loadColumns } from "@/lib/web/admin-table-loaders";
import type { SearchParamsSent } from "@/lib/web/search-params";

type Props = { readonly searchParams: Promise<SearchParamsSent> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator()((await isAdmin()) ? "admin.look.title" : "missing.title") };
}

/** Which columns the list of all connections has for its reader, and how dense it is. */
export default async function ColumnsPage({ searchParams }: Props) {
  const found = await loadColumns(searchParams);
  return found === null ? <Missing /> : <ListLook {...found} />;
}
