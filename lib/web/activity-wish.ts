import type { ActivityWish } from "../views/activity-query";
import { one, type SearchParamsSent } from "./search-params";

/** What an address asks a history for. */
export const activityWish = (sent: SearchParamsSent, timeZone: string | null): ActivityWish => ({
  connection: one(sent, "connection"),
  kind: one(sent, "kind"),
  from: one(sent, "from"),
  to: one(sent, "to"),
  before: one(sent, "before"),
  timeZone,
});
