import { redirect } from "next/navigation";
import { routes } from "@/lib/views/routes";

/** The front door leads to the connections; who is not signed in is asked to there. */
export default function HomePage() {
  redirect(routes.connections);
}
