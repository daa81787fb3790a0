import "#node-only";
import { CANARY_EVERY_MS } from "../core/connections/canary";
import type { Dependencies } from "./dependencies";
import { resolveTarget } from "./resolve-target";
import { tryCredentials } from "./try-credentials";

/**
 * Tries our credentials at each registration whose turn it is, with a refresh token that was made up:
 * refused credentials are an admin's matter before any seller notices, a refused token says that all is
 * well. No connection is touched, and nothing else that comes back means anything.
 *
 * @returns how many were tried
 */
export async function runCanaries(deps: Dependencies): Promise<number> {
  const allowed = deps.definitions.filter(({ canary }) => canary === "allowed").map(({ id }) => id);
  let tried = 0;
  for (;;) {
    const id = await deps.canaries.take(allowed, CANARY_EVERY_MS);
    if (id === null) return tried;
    tried += 1;
    await tryOne(deps, id).catch((error: unknown) =>
      deps.logger.error("a try of our credentials broke", { registration: id, error }),
    );
  }
}

async function tryOne(deps: Dependencies, registrationId: string): Promise<void> {
  const registration = await deps.registrations.byId(registrationId);
  const target = registration && resolveTarget(deps, registration);
  if (registration && target?.ok) await tryCredentials(deps, registration, target.value);
}
