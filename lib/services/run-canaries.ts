import "#node-only";
import { CANARY_EVERY_MS, type CanaryResult } from "../core/connections/canary";
import { signOf } from "../core/connections/outage-judge";
import type { TokenOutcome } from "../core/ports/provider-client";
import type { Dependencies } from "./dependencies";
import { beginTrouble } from "./notice-trouble";
import { resolveTarget } from "./resolve-target";

/** Characters of random text, as long as the tokens that providers give out. */
const MADE_UP_BYTES = 48;

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
    await tryCredentials(deps, id).catch((error: unknown) =>
      deps.logger.error("a try of our credentials broke", { registration: id, error }),
    );
  }
}

async function tryCredentials(deps: Dependencies, registrationId: string): Promise<void> {
  const registration = await deps.registrations.byId(registrationId);
  const target = registration && resolveTarget(deps, registration);
  if (!target?.ok) return;
  const refreshToken = deps.randomness.token(MADE_UP_BYTES);
  const outcome = await deps.provider.refresh({ target: target.value, refreshToken, scope: [], variables: {} });
  const result = resultOf(outcome);
  const before = await deps.canaries.note(registrationId, result);
  const code = outcome.evidence.errorCode;
  if (result === "refused") await beginTrouble(deps, registrationId, "credentials", code);
  // What it began, it may end. What renewals met before is for a renewal to end, and one may try at once.
  if (result === "accepted" && before === "refused") await deps.troubles.end({ registrationId, only: "credentials" });
  else if (result === "accepted" && registration?.trouble === "credentials") await deps.troubles.probeSoon(registrationId);
  if (outcome.ok) deps.logger.error("a made-up token was accepted", { registration: registrationId });
}

function resultOf(outcome: TokenOutcome): CanaryResult {
  if (outcome.ok) return "no_word";
  const sign = signOf(outcome.class, false);
  if (sign === "no_client") return "refused";
  return sign === "refused" ? "accepted" : "no_word";
}
