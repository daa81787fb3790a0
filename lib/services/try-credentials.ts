import "#node-only";
import type { CanaryResult } from "../core/connections/canary";
import { signOf } from "../core/connections/outage-judge";
import type { ProviderClient, ProviderTarget, TokenOutcome } from "../core/ports/provider-client";
import type { RegistrationRecord } from "../core/ports/registrations";
import type { Dependencies } from "./dependencies";
import { beginTrouble } from "./notice-trouble";

/** Characters of random text, as long as the tokens that providers give out. */
const MADE_UP_BYTES = 48;

type Deps = Pick<Dependencies, "canaries" | "troubles" | "randomness" | "logger"> & {
  readonly provider: Pick<ProviderClient, "refresh">;
};

/**
 * Tries our credentials at one registration with a refresh token that was made up, and writes down what that
 * showed: refused credentials are an admin's matter from this moment on. No connection is touched.
 */
export async function tryCredentials(
  deps: Deps,
  registration: RegistrationRecord,
  target: ProviderTarget,
): Promise<{ readonly result: CanaryResult; readonly outcome: TokenOutcome }> {
  const { id } = registration;
  const refreshToken = deps.randomness.token(MADE_UP_BYTES);
  const outcome = await deps.provider.refresh({ target, refreshToken, scope: [], variables: {} });
  const result = resultOf(outcome);
  const before = await deps.canaries.note(id, result);
  const code = outcome.evidence.errorCode;
  if (result === "refused") await beginTrouble(deps, id, "credentials", code);
  // What it began, it may end. What renewals met before is for a renewal to end, and one may try at once.
  if (result === "accepted" && before === "refused") await deps.troubles.end({ registrationId: id, only: "credentials" });
  else if (result === "accepted" && registration.trouble === "credentials") await deps.troubles.probeSoon(id);
  if (outcome.ok) deps.logger.error("a made-up token was accepted", { registration: id });
  return { result, outcome };
}

function resultOf(outcome: TokenOutcome): CanaryResult {
  if (outcome.ok) return "no_word";
  const sign = signOf(outcome.class, false);
  if (sign === "no_client") return "refused";
  return sign === "refused" ? "accepted" : "no_word";
}
