import "#node-only";
import type { CanaryResult } from "../core/connections/canary";
import type { ProviderClient, ProviderTarget, TokenOutcome } from "../core/ports/provider-client";
import type { RegistrationRecord } from "../core/ports/registrations";
import { verdictOf } from "../core/providers/configuration-test";
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
  const outcome = await sendMadeUp(deps, target);
  return { result: await noteCredentials(deps, registration, outcome), outcome };
}

/** A refresh token that was made up, sent as if it were one. */
export const sendMadeUp = (deps: Pick<Deps, "provider" | "randomness">, target: ProviderTarget): Promise<TokenOutcome> =>
  deps.provider.refresh({ target, refreshToken: deps.randomness.token(MADE_UP_BYTES), scope: [], variables: {} });

/** Writes down what a made-up token has shown of a registration that is in use. */
export async function noteCredentials(
  deps: Omit<Deps, "provider">,
  registration: RegistrationRecord,
  outcome: TokenOutcome,
): Promise<CanaryResult> {
  const { id } = registration;
  const result = verdictOf(outcome);
  const before = await deps.canaries.note(id, result);
  const code = outcome.evidence.errorCode;
  if (result === "refused") await beginTrouble(deps, id, "credentials", code);
  // What it began, it may end. What renewals met before is for a renewal to end, and one may try at once.
  if (result === "accepted" && before === "refused") await deps.troubles.end({ registrationId: id, only: "credentials" });
  else if (result === "accepted" && registration.trouble === "credentials") await deps.troubles.probeSoon(id);
  if (outcome.ok) deps.logger.error("a made-up token was accepted", { registration: id });
  return result;
}
