import type { Metadata } from "next";
import { Roles } from "@/components/admin/roles";
import { Missing } from "@/components/shell/missing";
import { translator } from "@/lib/views/texts/translate";
import { isAdmin } from "@/lib/web/admin-loaders";
import { loadRoles } from "@/lib/web/people-loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator()((await isAdmin()) ? "admin.roles.title" : "missing.title") };
}

/** What each role may do. */
export default async function RolesPage() {
  return (await loadRoles()) === null ? <Missing /> : <Roles />;
}
