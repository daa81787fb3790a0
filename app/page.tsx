import { redirect } from "next/navigation";
import { routes } from "@/lib/views/routes";
import { maybeViewer } from "@/lib/web/loaders";

/** The front door leads to the connections, admins to everybody's; who is not signed in is asked to there. */
export default async function HomePage() {
  redirect((await maybeViewer())?.role === "admin" ? routes.admin.overview : routes.connections);
}
