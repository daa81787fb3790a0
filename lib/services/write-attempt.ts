import "#node-only";
import type { ConnectionRecord } from "../core/connections/record";
import { type Failure, failure } from "../core/errors";
import { publicId, reference } from "../core/ids";
import { wantedScope } from "../core/oauth/scope";
import type { RegistrationRecord } from "../core/ports/registrations";
import type { ProviderDefinition } from "../core/providers/definition";
import { err, ok, type Result } from "../core/result";
import { chooseRegistration } from "./choose-registration";
import type { StartedFlow } from "./contract";
import type { Dependencies } from "./dependencies";
import { ownValues } from "./own-values";
import { prepareTarget } from "./prepare-target";
import { resolveTarget } from "./resolve-target";
import { typedValues } from "./typed-values";

/** How long a started flow may take, in seconds (`security.md` A11). */
export const ATTEMPT_SECONDS = 600;
/** 256 bits each, as base64url: 43 characters, the shortest verifier RFC 7636 §4.1 allows. */
const SECRET_BYTES = 32;

/** What an attempt keeps sealed until its callback. */
export type AttemptSecrets = {
  readonly state: string;
  readonly codeVerifier: string;
  readonly nonce: string;
  /** What the seller said about the connection, such as the name of a shop. Missing in attempts of older versions. */
  readonly variables?: Readonly<Record<string, string>>;
};

/** Where an attempt's secrets are bound to. */
export const attemptContext = (attempt: {
  readonly id: string;
  readonly userId: string;
  readonly providerId: string;
  readonly environmentId: string;
  readonly registrationId: string;
}) =>
  ({
    userId: attempt.userId,
    providerId: attempt.providerId,
    environmentId: attempt.environmentId,
    registrationId: attempt.registrationId,
    connectionId: attempt.id,
    generation: 0,
    kind: "attempt",
  }) as const;

export type WriteDeps = Pick<
  Dependencies,
  | "definitions"
  | "registrations"
  | "connections"
  | "attempts"
  | "randomness"
  | "digest"
  | "sealer"
  | "appOrigin"
  | "provider"
  | "logger"
>;

/** Where a flow goes and what it is told there. */
export type Aim = {
  readonly definition: ProviderDefinition;
  readonly registration: RegistrationRecord;
  readonly variables: Readonly<Record<string, string>>;
};

type Asked = { readonly environmentId: string | null; readonly values: Readonly<Record<string, string>> };

/** Finds the registration and what a seller's variables are. Reads only. */
export async function aimFlow(
  deps: WriteDeps,
  definition: ProviderDefinition,
  repaired: ConnectionRecord | null,
  { environmentId, values }: Asked,
): Promise<Result<Aim, Failure>> {
  const registration = await chooseRegistration(deps, definition, { repaired, environmentId });
  if (!registration) return err(failure("off"));
  if (registration.isInEmergency) return err(failure("stopped"));
  const target = resolveTarget(deps, registration);
  if (!target.ok) return target;
  const variables = typedValues(definition, registration.environmentId, {
    own: repaired ? await ownValues(deps, definition, repaired) : {},
    typed: values,
    operator: target.value.variables,
  });
  if (!variables.ok) return err({ ...failure("value_invalid"), field: variables.error.field });
  return ok({ definition, registration, variables: variables.value });
}

/** Whose flow it is: a session's or a repair link's, never both. Public ids. */
export type FlowBinding =
  | { readonly userId: string; readonly sessionId: string; readonly repairLinkId: null }
  | { readonly userId: string; readonly sessionId: null; readonly repairLinkId: string };

type Wanted = {
  readonly repaired: ConnectionRecord | null;
  readonly label: string;
  readonly scopes: readonly string[];
  /** null: a new one. */
  readonly reference?: string | null;
};

/** Writes the attempt, bound to one browser by a secret of its own (RFC 9700 §4.7). Nothing leaves for the provider yet. */
export async function writeAttempt(
  deps: WriteDeps,
  binding: FlowBinding,
  { definition, registration, variables }: Aim,
  asked: Wanted,
): Promise<Result<StartedFlow, Failure>> {
  const target = resolveTarget(deps, registration);
  if (!target.ok) return target;
  const prepared = await prepareTarget(deps, target.value, variables);
  if (!prepared.ok) return prepared;

  const secrets: AttemptSecrets = {
    state: deps.randomness.token(SECRET_BYTES),
    codeVerifier: deps.randomness.token(SECRET_BYTES),
    nonce: deps.randomness.token(SECRET_BYTES),
    variables,
  };
  const browserSecret = deps.randomness.token(SECRET_BYTES);
  const id = publicId("att", deps.randomness.token(18));
  const place = {
    id,
    userId: binding.userId,
    providerId: definition.id,
    environmentId: registration.environmentId,
    registrationId: registration.id,
  };
  const number = asked.reference ?? reference(deps.randomness.fraction);
  // Where a provider shows an error page of its own nobody comes back: then this line is all there is to be found.
  deps.logger.info("a sign-in at a provider begins", {
    provider: definition.id,
    registration: registration.id,
    reference: number,
  });
  await deps.attempts.create({
    ...place,
    ...binding,
    stateHash: deps.digest.sha256(secrets.state),
    browserHash: deps.digest.sha256(browserSecret),
    issuer: prepared.value.definition.issuer,
    connectionId: asked.repaired?.id ?? null,
    label: asked.label,
    scope: wantedScope(definition, asked.scopes),
    sealed: deps.sealer.seal(JSON.stringify(secrets), attemptContext(place)),
    reference: number,
    lifetimeSeconds: ATTEMPT_SECONDS,
  });
  return ok({ attemptId: id, browserSecret, expiresInSeconds: ATTEMPT_SECONDS });
}
