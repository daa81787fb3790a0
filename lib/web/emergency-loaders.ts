import "server-only";
import { runtime } from "../runtime/current";
import type { EmergencyPageView, StopsView } from "../views/emergency";
import { found } from "./loaders";
import { requireActor } from "./session";

/** null for whoever may not see it: the page is one that does not exist. */
export async function loadEmergency(): Promise<EmergencyPageView | null> {
  return found(await runtime().services.emergencyPage(await requireActor()));
}

/** What is stopped now, for the frame of the admin pages. */
export const loadStops = async (): Promise<StopsView> => found(await runtime().services.stops(await requireActor())) ?? [];
