import "#node-only";
import { failure } from "../../core/errors";
import { readClientValues, readCredential } from "../../core/providers/client-fields";
import { err, ok } from "../../core/result";
import type { Actor } from "../actor";
import { audited } from "../audited";
import type { Dependencies } from "../dependencies";
import { openSecrets, secretContext } from "../resolve-target";
import { misfit, ownClientOf } from "./client-of";
import type { ProviderServices } from "./contract";
import { doneBy } from "./done-by";
import { provedRecently } from "./proved-recently";

/**
 * Another client id, or other values beside it. The id stays while anything is connected with it: a grant belongs to the client
 * it was given to (RFC 6749 §6), and what another one presents may be taken for stolen.
 */
export function changeClient(
  deps: Dependencies,
  actor: Actor,
  { id, clientId: typed, values }: Parameters<ProviderServices["changeClient"]>[1],
): ReturnType<ProviderServices["changeClient"]> {
  const act = { action: "client_changed", object: id };
  return audited(deps, actor, "manage_providers", act, async () => {
    const client = await ownClientOf(deps, id);
    if (!client.ok) return client;
    const { registration, definition } = client.value;
    const clientId = readCredential(typed);
    if (clientId === null) return misfit("client_id");
    const isOther = clientId !== registration.clientId;
    if (isOther && registration.live > 0) return misfit("id_in_use");
    const opened = openSecrets(deps, registration);
    if (!opened.ok) return opened;
    const read = readClientValues(definition, values, opened.value);
    if (!read.ok) return misfit(read.error);
    const proved = await provedRecently(deps, actor);
    if (!proved.ok) return proved;

    const secrets = { ...opened.value, ...read.value };
    const sealedSecrets = deps.sealer.seal(JSON.stringify(secrets), secretContext(registration));
    const entry = doneBy(actor, act.action, id, { changed: isOther ? "client_id" : "values" });
    const changed = await deps.providerAdmin.change(registration, { clientId, sealedSecrets }, entry);
    return changed === "changed" ? ok({ providerId: definition.id, clientId: id }) : err(failure(changed));
  });
}
