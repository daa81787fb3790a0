import type { Dependencies } from "../dependencies";
import { campaignEmergency, liftEmergency, revokeEmergency, stopEmergency } from "./act";
import type { EmergencyServices } from "./contract";
import { emergencyPage } from "./emergency-page";
import { readStops } from "./read-stops";

/** Use cases of the emergency page, with their dependencies. */
export const emergencyServices = (deps: Dependencies): EmergencyServices => ({
  emergencyPage: (actor) => emergencyPage(deps, actor),
  stops: (actor) => readStops(deps, actor),
  stopEmergency: (actor, input) => stopEmergency(deps, actor, input),
  liftEmergency: (actor, id) => liftEmergency(deps, actor, id),
  revokeEmergency: (actor, input) => revokeEmergency(deps, actor, input),
  campaignEmergency: (actor, input) => campaignEmergency(deps, actor, input),
});
