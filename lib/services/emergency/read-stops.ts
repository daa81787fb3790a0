import { ok } from "../../core/result";
import type { StopsView } from "../../views/emergency";
import type { Actor } from "../contract";
import type { Dependencies } from "../dependencies";
import { permittedResult } from "../permitted";
import { providerView, unknownProviderView } from "../present-provider";
import { definitionOf } from "../resolve-target";
import type { EmergencyServices } from "./contract";

/** What emergencies have stopped, wherever an admin is. */
export const readStops = (deps: Dependencies, actor: Actor): ReturnType<EmergencyServices["stops"]> =>
  permittedResult(actor, "see_health", async () => {
    const open = await deps.emergencies.open();
    if (open.some(({ registrationId, providerId }) => registrationId === null && providerId === null))
      return ok<StopsView>([null]);
    const places = open.some(({ registrationId }) => registrationId !== null) ? await deps.emergencies.places() : [];
    const ids = open.map((each) => each.providerId ?? places.find(({ id }) => id === each.registrationId)?.providerId ?? "");
    return ok<StopsView>(
      [...new Set(ids)].map((id) => {
        const definition = definitionOf(deps, id);
        return definition ? providerView(definition, "") : unknownProviderView(id);
      }),
    );
  });
