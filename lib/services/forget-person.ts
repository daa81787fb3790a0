import type { AccountRepository } from "../core/ports/people";
import { beginEnding } from "./begin-ending";
import type { Dependencies } from "./dependencies";

const HOLDFAST = { actorKind: "holdfast", actorId: null } as const;
/** More than a person ever has at once; what is left is ended by the next pass of any process. */
const MOST = 1000;

/** Who was forgotten, and how many of their connections are being ended. */
export type Forgotten = { readonly personId: string; readonly ending: number };

/**
 * Forgets a person (`security.md` F19): from this moment they cannot sign in and no connection of theirs is used. Each is then
 * ended at its provider as if they had disconnected it, by whichever process takes it, and when the last has closed,
 * housekeeping deletes what is left of them. The audit keeps ids that say nothing.
 *
 * @returns null: nobody has this address
 */
export async function forgetPerson(
  deps: Pick<Dependencies, "connections" | "randomness"> & { readonly accounts: AccountRepository },
  email: string,
): Promise<Forgotten | null> {
  const personId = await deps.accounts.forget(email, { ...HOLDFAST, action: "person_forgotten", object: null, result: "done" });
  if (personId === null) return null;
  const theirs = (await deps.connections.ofForgotten(MOST)).filter(({ ownerId }) => ownerId === personId);
  for (const { id } of theirs) await beginEnding(deps, id, 0, HOLDFAST);
  return { personId, ending: theirs.length };
}
