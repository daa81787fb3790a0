import { publicId } from "../core/ids";
import type { AccountRepository, PersonRecord } from "../core/ports/people";
import type { Randomness } from "../core/ports/system";

/** Lets a person in by their address. Nobody can sign in who was not invited. */
export const invitePerson = (
  deps: { readonly accounts: AccountRepository; readonly randomness: Randomness },
  person: { readonly email: string; readonly name: string; readonly role: PersonRecord["role"] },
): Promise<PersonRecord> =>
  deps.accounts.invite(
    { ...person, id: publicId("usr", deps.randomness.token(15)) },
    { action: "person_invited", actorKind: "holdfast", actorId: null, object: null, result: "done", data: { role: person.role } },
  );
