import "#node-only";
import type { Failure } from "../../core/errors";
import { failure } from "../../core/errors";
import type { AdminRegistration, SecretNote } from "../../core/ports/provider-admin";
import { endsOf, readCredential } from "../../core/providers/client-fields";
import { err, ok, type Result } from "../../core/result";
import type { Actor } from "../actor";
import { audited } from "../audited";
import type { Dependencies } from "../dependencies";
import { openSecrets, type SealedRegistration, secretContext } from "../resolve-target";
import { misfit, ownClientOf } from "./client-of";
import type { ProviderServices } from "./contract";
import { doneBy } from "./done-by";
import { provedRecently } from "./proved-recently";

/** As many as a rotation needs, and one that was forgotten. */
const MOST = 3;

type Kept = { readonly secret: string; readonly note: SecretNote };

/** All secrets in the order of their use, each with its note. */
function keptOf({ clientSecret, olderSecrets = [] }: SealedRegistration, notes: readonly SecretNote[]): readonly Kept[] {
  const secrets = clientSecret === null ? [] : [clientSecret, ...olderSecrets];
  return secrets.map((secret, place) => ({ secret, note: notes[place] ?? { savedAt: "", ends: endsOf(secret) } }));
}

/** The new secret is used from now on; the ones before it are tried where it is refused, until somebody removes them. */
export function addSecret(
  deps: Dependencies,
  actor: Actor,
  { id, secret: typed }: Parameters<ProviderServices["addSecret"]>[1],
): ReturnType<ProviderServices["addSecret"]> {
  const secret = readCredential(typed);
  return arrange(deps, actor, id, "secret_added", (kept) => {
    if (secret === null) return misfit("client_secret");
    if (kept.some((each) => each.secret === secret)) return misfit("secret_same");
    if (kept.length >= MOST) return misfit("secret_most");
    return ok([{ secret, note: { savedAt: deps.clock.now().toISOString(), ends: endsOf(secret) } }, ...kept]);
  });
}

/** Puts one of the secrets first, or removes it. The last one stays: without any no connection could be renewed. */
export function arrangeSecret(
  deps: Dependencies,
  actor: Actor,
  { id, place, savedAt, act }: Parameters<ProviderServices["arrangeSecret"]>[1],
): ReturnType<ProviderServices["arrangeSecret"]> {
  return arrange(deps, actor, id, act === "use" ? "secret_put_first" : "secret_removed", (kept) => {
    const chosen = kept[place];
    if (chosen?.note.savedAt !== savedAt) return err(failure("changed_meanwhile"));
    const others = kept.filter((each) => each !== chosen);
    if (act === "use") return ok([chosen, ...others]);
    return others.length === 0 ? misfit("secret_last") : ok(others);
  });
}

function arrange(
  deps: Dependencies,
  actor: Actor,
  id: string,
  action: string,
  next: (kept: readonly Kept[]) => Result<readonly Kept[], Failure>,
): ReturnType<ProviderServices["addSecret"]> {
  return audited(deps, actor, "manage_providers", { action, object: id }, async () => {
    const client = await ownClientOf(deps, id);
    if (!client.ok) return client;
    const { registration, definition } = client.value;
    const opened = openSecrets(deps, registration);
    if (!opened.ok) return opened;
    const arranged = next(keptOf(opened.value, registration.secretNotes));
    if (!arranged.ok) return arranged;
    const proved = await provedRecently(deps, actor);
    if (!proved.ok) return proved;
    const { value: kept } = arranged;
    const changed = await deps.providerAdmin.change(
      registration,
      { sealedSecrets: sealAll(deps, registration, opened.value, kept), secretNotes: kept.map(({ note }) => note) },
      doneBy(actor, action, id, { secrets: kept.length }),
    );
    return changed === "changed" ? ok({ providerId: definition.id, clientId: id }) : err(failure(changed));
  });
}

function sealAll(
  deps: Pick<Dependencies, "sealer">,
  registration: AdminRegistration,
  opened: SealedRegistration,
  kept: readonly Kept[],
): string {
  const [clientSecret = null, ...olderSecrets] = kept.map(({ secret }) => secret);
  const { olderSecrets: _, ...rest } = opened;
  const secrets: SealedRegistration = { ...rest, clientSecret, ...(olderSecrets.length > 0 && { olderSecrets }) };
  return deps.sealer.seal(JSON.stringify(secrets), secretContext(registration));
}
