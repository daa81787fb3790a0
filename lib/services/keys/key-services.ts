import type { Failure } from "../../core/errors";
import { err, type Result } from "../../core/result";
import type { KeysView } from "../../views/keys";
import type { Actor } from "../actor";
import { permitted, permittedResult } from "../permitted";
import { addKey, bringKeyBack, type ChangeDeps, retireKey, startRotation } from "./change-keys";
import { type KeysDeps, keysPage } from "./keys-page";

/** The keys that everything secret is sealed with. For whoever may not see them all of it is `not_found`. */
export type KeyServices = {
  readonly keysPage: (actor: Actor) => Promise<Result<KeysView, Failure>>;
  /** Where the ring stands in a file of ours. */
  readonly addKey: (actor: Actor) => Promise<Result<{ readonly keyId: string }, Failure>>;
  /** @param keyId untrusted */
  readonly startRotation: (actor: Actor, keyId: string) => Promise<Result<{ readonly jobId: string }, Failure>>;
  /** @param input.typed the key's name as it was typed, to be sure */
  readonly retireKey: (
    actor: Actor,
    input: { readonly keyId: string; readonly typed: string },
  ) => Promise<Result<null, Failure & { readonly records?: number }>>;
  readonly bringKeyBack: (actor: Actor, keyId: string) => Promise<Result<null, Failure>>;
};

export function keyServices(deps: KeysDeps & ChangeDeps): KeyServices {
  /** What was tried is in the audit log as well: by an admin whose role or whose old sign-in does not allow it. */
  const act = async <T, F extends Failure>(actor: Actor, action: string, object: string, run: () => Promise<Result<T, F>>) => {
    const done = await permittedResult(actor, "rotate_keys", run);
    if (done.ok) return done;
    const { code } = done.error;
    if (code === "not_allowed" || code === "sign_in_again")
      await deps.audit.write({
        action,
        actorKind: "admin",
        actorId: actor.userId,
        object: object.slice(0, 32),
        result: code === "not_allowed" ? "denied" : "failed",
        data: { code },
      });
    return err(done.error);
  };
  return {
    keysPage: (actor) => permitted(actor, "see_keys", () => keysPage(deps, actor)),
    addKey: (actor) => act(actor, "key_added", "", () => addKey(deps, actor)),
    startRotation: (actor, keyId) => act(actor, "key_rotation_started", keyId, () => startRotation(deps, actor, keyId)),
    retireKey: (actor, input) => act(actor, "key_retired", input.keyId, () => retireKey(deps, actor, input)),
    bringKeyBack: (actor, keyId) => act(actor, "key_brought_back", keyId, () => bringKeyBack(deps, actor, keyId)),
  };
}
