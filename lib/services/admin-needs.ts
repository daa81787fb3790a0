import { may } from "../core/roles";
import type { AdminTableServices } from "./admin-table-contract";
import type { Dependencies } from "./dependencies";
import { missingKeys } from "./missing-keys";
import { permitted } from "./permitted";

/** How many things wait for an admin and for nobody else: clients of ours that are refused, and keys that are missing. */
export const adminNeeds = (
  deps: Pick<Dependencies, "admin" | "keys" | "ring">,
  actor: Parameters<AdminTableServices["adminNeeds"]>[0],
): ReturnType<AdminTableServices["adminNeeds"]> =>
  permitted(actor, "see_health", async () => {
    const [registrations, missing] = await Promise.all([
      deps.admin.registrations(),
      may(actor.role, "see_keys") ? missingKeys(deps) : [],
    ]);
    return registrations.filter(({ trouble }) => trouble === "credentials").length + missing.length;
  });
