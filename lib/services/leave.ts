import "#node-only";
import { failure } from "../core/errors";
import { err, ok } from "../core/result";
import type { Actor, FlowServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { prepareTarget } from "./prepare-target";
import { providerView } from "./present-provider";
import { resolveTarget } from "./resolve-target";
import { type AttemptSecrets, attemptContext } from "./start-connection";

type Deps = Pick<
  Dependencies,
  "definitions" | "registrations" | "attempts" | "digest" | "sealer" | "appOrigin" | "provider" | "logger"
>;

/**
 * The address that the leaving page sends the browser to (RFC 6749 §4.1.1). Reads only: a reload gives
 * the same address until the attempt is used or too old.
 */
export async function leave(
  deps: Deps,
  actor: Actor,
  input: Parameters<FlowServices["leave"]>[1],
): ReturnType<FlowServices["leave"]> {
  const attempt = await deps.attempts.byId(input.attemptId);
  if (!attempt || attempt.userId !== actor.userId || attempt.sessionId !== actor.sessionId) return err(failure("not_found"));
  if (attempt.consumedAt !== null) return err(failure("used"));
  if (attempt.isExpired || attempt.sealed === null) return err(failure("expired"));
  if (input.browserSecret === null || deps.digest.sha256(input.browserSecret) !== attempt.browserHash)
    return err(failure("mismatch"));

  const registration = await deps.registrations.byId(attempt.registrationId);
  const target = registration && resolveTarget(deps, registration);
  if (!target) return err(failure("off"));
  if (!target.ok) return target;
  const opened = deps.sealer.open(attempt.sealed, attemptContext(attempt));
  if (!opened.ok) return err(failure("key_unavailable", opened.error.code));

  const secrets = JSON.parse(opened.value) as AttemptSecrets;
  const variables = secrets.variables ?? {};
  const prepared = await prepareTarget(deps, target.value, variables);
  if (!prepared.ok) return prepared;
  const address = deps.provider.authorizationUrl({
    target: prepared.value,
    state: secrets.state,
    nonce: secrets.nonce,
    codeChallenge: deps.digest.sha256(secrets.codeVerifier),
    scope: attempt.scope,
    variables,
  });
  return ok({ provider: providerView(target.value.definition, attempt.environmentId), host: new URL(address).host, address });
}
