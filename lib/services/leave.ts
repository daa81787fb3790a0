import "#node-only";
import { type Failure, failure } from "../core/errors";
import type { AttemptRecord } from "../core/ports/attempts";
import { err, ok, type Result } from "../core/result";
import type { LeaveView } from "../views/flow";
import type { Actor, FlowServices, RepairServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { findLink } from "./find-link";
import { prepareTarget } from "./prepare-target";
import { providerView } from "./present-provider";
import { resolveTarget } from "./resolve-target";
import { type AttemptSecrets, attemptContext } from "./write-attempt";

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
  return leaveWith(deps, attempt, input.browserSecret);
}

/** The same with a repair link in place of a session. */
export async function leaveByLink(
  deps: Dependencies,
  input: Parameters<RepairServices["leaveByLink"]>[0],
): ReturnType<RepairServices["leaveByLink"]> {
  const found = await findLink(deps, input);
  if (!found.ok) return found;
  const attempt = await deps.attempts.byId(input.attemptId);
  if (!attempt || attempt.repairLinkId !== found.value.link.id) return err(failure("not_found"));
  return found.value.state === "open" ? leaveWith(deps, attempt, input.browserSecret) : err(failure("not_usable"));
}

async function leaveWith(deps: Deps, attempt: AttemptRecord, browserSecret: string | null): Promise<Result<LeaveView, Failure>> {
  if (attempt.consumedAt !== null) return err(failure("used"));
  if (attempt.isExpired || attempt.sealed === null) return err(failure("expired"));
  if (browserSecret === null || deps.digest.sha256(browserSecret) !== attempt.browserHash) return err(failure("mismatch"));

  const registration = await deps.registrations.byId(attempt.registrationId);
  const target = registration && resolveTarget(deps, registration, attempt);
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
