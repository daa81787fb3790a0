import type { Dependencies } from "./dependencies";
import { refreshConnection } from "./refresh-connection";

/**
 * Asks once at each registration in trouble whose time for a probe has come (`reliability.md` 5, lines 8
 * to 10). Of any number of processes one wins the probe: the claim decides. Where nothing is left that
 * could be probed with, nobody is concerned either, and a trouble of the provider's is over for us. Mass
 * refusals that nothing has contradicted for half a day are believed in the end, one connection after the other.
 *
 * @returns how many registrations could be probed
 */
export async function probeTroubles(deps: Dependencies): Promise<number> {
  const due = await deps.troubles.toProbe();
  await Promise.all(
    due.map(async ({ registrationId, connectionId, isBelieved }) => {
      try {
        if (isBelieved) await deps.troubles.end({ registrationId, only: "refusals" });
        else if (connectionId !== null) await refreshConnection(deps, { connectionId, trigger: "scheduler", ifGeneration: null });
        else for (const only of ["outage", "refusals"] as const) await deps.troubles.end({ registrationId, only });
      } catch (error) {
        deps.logger.error("a probe broke", { registration: registrationId, error });
      }
    }),
  );
  return due.length;
}
