import { redirect } from "next/navigation";
import { seesAdminPages } from "@/lib/core/roles";
import { routes } from "@/lib/views/routes";
import { maybeViewer } from "@/lib/web/loaders";

/** The front door leads to the connections, admins to everybody's; who is not signed in is asked to there. */
export default async function HomePage() {
  const viewer = await maybeViewer();
  redirect(viewer && seesAdminPages(viewer.role) ? routes.admin.overview : routes.connections);
}
