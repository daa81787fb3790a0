import { failure } from "../core/errors";
import { err, ok } from "../core/result";
import { beginSession } from "./begin-session";
import type { WaysInServices } from "./ways-in-contract";
import type { WaysInDependencies } from "./ways-in-dependencies";

/** Shows an invitation to whoever holds its link. Reads only. */
export async function readInvitation(deps: WaysInDependencies, token: string): ReturnType<WaysInServices["invitation"]> {
  const found = await deps.invitations.byTokenHash(deps.digest.sha256(token));
  if (!found) return null;
  const { person, invitedBy, until } = found;
  return {
    token,
    email: person.email ?? "",
    name: person.name,
    role: person.role,
    invitedBy,
    host: new URL(deps.appOrigin).host,
    until: until.toISOString(),
    isOver: until <= deps.clock.now(),
  };
}

/** Uses the link up and signs its person in. */
export async function acceptInvitation(
  deps: WaysInDependencies,
  { token, userAgent }: Parameters<WaysInServices["acceptInvitation"]>[0],
): ReturnType<WaysInServices["acceptInvitation"]> {
  const person = await deps.invitations.accept(deps.digest.sha256(token), {
    action: "invitation_accepted",
    actorKind: "seller",
    actorId: null,
    object: null,
    result: "done",
  });
  return person ? ok(await beginSession(deps, person, userAgent)) : err(failure("not_found"));
}

/** Uses the link up and forgets whom it was for. */
export const declineInvitation = (deps: WaysInDependencies, token: string): Promise<boolean> =>
  deps.invitations.decline(deps.digest.sha256(token), {
    action: "invitation_declined",
    actorKind: "holdfast",
    actorId: null,
    object: null,
    result: "done",
  });
