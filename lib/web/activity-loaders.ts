import "server-only";
import { runtime } from "../runtime/current";
import type { ActivityView } from "../views/activity";
import { activityWish } from "./activity-wish";
import type { SearchParams } from "./search-params";
import { requireSignedIn } from "./session";
import { shownZone } from "./shown-zone";

/** What happened to all connections of whoever asks. */
export async function loadActivity(searchParams: SearchParams): Promise<ActivityView> {
  const { actor, person } = await requireSignedIn();
  return runtime().services.activity(actor, activityWish(await searchParams, await shownZone(person)));
}
