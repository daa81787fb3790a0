import { failure } from "../core/errors";
import { err, ok } from "../core/result";
import { kindOf } from "../core/roles";
import { mayComeIn } from "../core/sign-in/may-come-in";
import type { WaysInServices } from "./ways-in-contract";
import type { WaysInDependencies } from "./ways-in-dependencies";

type Deps = Pick<WaysInDependencies, "people" | "serviceAccounts" | "clock">;

const DENIED = err(failure("denied"));

/** Lets in only who is a person here or was invited; nobody is made by signing in. */
export async function admitServiceAccount(
  deps: Deps,
  { issuer, subject, verifiedEmail }: Parameters<WaysInServices["admitServiceAccount"]>[0],
): ReturnType<WaysInServices["admitServiceAccount"]> {
  const account = { issuer, subject };
  const known = await deps.serviceAccounts.personOf(account);
  if (known) return mayComeIn(known, deps.clock.now()) ? ok(known.id) : DENIED;
  if (verifiedEmail === null) return DENIED;
  const person = await deps.people.byEmail(verifiedEmail);
  if (!person || !mayComeIn(person, deps.clock.now())) return DENIED;
  const bound = await deps.serviceAccounts.bind(person.id, account, {
    action: "sign_in_service_bound",
    actorKind: kindOf(person.role),
    actorId: person.id,
    object: person.id,
    result: "done",
    data: { issuer },
  });
  // An address that was given to somebody else at the service must not be the way to what its former holder has here.
  return bound ? ok(person.id) : DENIED;
}
