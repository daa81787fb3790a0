import { isEnded } from "../core/connections/connection";
import { failure } from "../core/errors";
import type { AccountRepository, PeopleRepository } from "../core/ports/people";
import type { PersonalDataReads } from "../core/ports/personal-data";
import { err, ok } from "../core/result";
import type { DeleteAccountView } from "../views/person";
import type { Actor, OwnAccountServices } from "./contract";
import type { Dependencies } from "./dependencies";
import { disconnectConnection } from "./disconnect-connection";
import { presentConnection } from "./present-connection";
import { presentReceipt } from "./present-receipt";
import { isRecent } from "./recent-sign-in";
import { definitionOf } from "./resolve-target";

export type OwnAccountDependencies = Dependencies & {
  readonly accounts: AccountRepository;
  readonly people: PeopleRepository;
  readonly personalData: PersonalDataReads;
};

/** Whoever deletes an account proved not longer ago than this that it is them (`ux.md` 2.0, the last step of its ladder). */
const RECENT_MS = 10 * 60_000;
/** Providers that hang are waited for side by side; what is left goes on by itself. */
const AT_ONCE = 8;

/** What belongs to a person as a whole: their data as a file, and the end of their account. */
export function ownAccountServices(deps: OwnAccountDependencies, track: <T>(work: Promise<T>) => Promise<T>): OwnAccountServices {
  return {
    exportMine: (actor) => deps.personalData.of(actor.userId),
    deletePage: (actor) => deletePage(deps, actor),
    deleteMine: (actor, input) => track(deleteMine(deps, actor, input)),
  };
}

async function obstacle(deps: OwnAccountDependencies, actor: Actor): Promise<DeleteAccountView["obstacle"]> {
  if (actor.role === "owner" && (await deps.accounts.isLastOwner(actor.userId))) return "last_admin";
  const { sessionAgeMs } = await deps.attempts.inSession(actor.sessionId);
  return isRecent(sessionAgeMs, RECENT_MS) ? null : "sign_in_again";
}

async function deletePage(deps: OwnAccountDependencies, actor: Actor): Promise<DeleteAccountView> {
  const now = deps.clock.now();
  const [person, records, stands] = await Promise.all([
    deps.people.byId(actor.userId),
    deps.connections.listOfOwner(actor.userId),
    obstacle(deps, actor),
  ]);
  const shown = records.map((record) => {
    const { id, label, provider, account } = presentConnection(definitionOf(deps, record.providerId), record, now);
    return { id, label, provider, account, receipt: presentReceipt(record) };
  });
  return { email: person?.email ?? null, obstacle: stands, connections: shown };
}

/**
 * The end of an account, in two steps: first each connection is ended at its provider, so that its owner still sees what
 * came of it; then, asked once more, the person is forgotten.
 */
async function deleteMine(
  deps: OwnAccountDependencies,
  actor: Actor,
  { email, step }: Parameters<OwnAccountServices["deleteMine"]>[1],
): ReturnType<OwnAccountServices["deleteMine"]> {
  const stands = await obstacle(deps, actor);
  if (stands === "last_admin") return err(failure("last_admin"));
  if (stands === "sign_in_again") return err(failure("sign_in_again"));
  const person = await deps.people.byId(actor.userId);
  if ((person?.email ?? "") !== email.trim().toLowerCase()) return err(failure("email_differs"));

  const live = (await deps.connections.listOfOwner(actor.userId)).filter(({ status }) => !isEnded(status));
  if (step === "disconnect" || live.length > 0) {
    const left = [...live];
    const endNext = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) await disconnectConnection(deps, actor, next.id);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, endNext));
    return ok({ did: "disconnected", count: live.length });
  }
  const forgotten = await deps.accounts.forgetOne(actor.userId, {
    action: "person_forgotten",
    actorKind: "seller",
    actorId: actor.userId,
    object: actor.userId,
    result: "done",
  });
  return forgotten ? ok({ did: "deleted", count: 0 }) : err(failure("last_admin"));
}
