import "#node-only";
import { failure } from "../../core/errors";
import type { NewAudit } from "../../core/ports/history";
import { needsSecret } from "../../core/providers/client-fields";
import { err, ok } from "../../core/result";
import type { Actor } from "../actor";
import { audited } from "../audited";
import type { Dependencies } from "../dependencies";
import { openSecrets } from "../resolve-target";
import { clientOf, misfit, ownClientOf } from "./client-of";
import { shownName } from "./client-view";
import type { ClientAct, ProviderServices } from "./contract";
import { doneBy } from "./done-by";
import { provedRecently } from "./proved-recently";

const ACTION: Readonly<Record<ClientAct, string>> = {
  enable: "client_enabled",
  stop: "client_stopped",
  pause: "renewals_paused",
  resume: "renewals_resumed",
  first: "client_put_first",
};

/** Turns a client on or off, with or without its renewals, or lets new connections come to it. */
export function actOnClient(
  deps: Dependencies,
  actor: Actor,
  { id, act }: Parameters<ProviderServices["actOnClient"]>[1],
): ReturnType<ProviderServices["actOnClient"]> {
  return audited(deps, actor, "manage_providers", { action: ACTION[act], object: id }, async () => {
    const client = await clientOf(deps, id);
    if (!client.ok) return client;
    const { registration, definition } = client.value;
    if (act === "enable") {
      const opened = openSecrets(deps, registration);
      if (!opened.ok) return opened;
      // One that nothing can be sent with would send sellers into a wall.
      if (needsSecret(definition) && opened.value.clientSecret === null) return misfit("client_secret");
    }
    const { live, providerId, environmentId } = registration;
    const entry = doneBy(actor, ACTION[act], id, { provider: providerId, environment: environmentId, connections: live });
    if ((await run(deps, id, act, entry)) === "stopped") return err(failure("stopped"));
    return ok({ providerId: definition.id, clientId: id });
  });
}

async function run({ providerAdmin }: Dependencies, id: string, act: ClientAct, entry: NewAudit): Promise<"done" | "stopped"> {
  if (act === "pause" || act === "resume") return providerAdmin.setPaused(id, act === "pause", entry);
  if (act === "first") await providerAdmin.putFirst(id, entry);
  else await providerAdmin.setTaking(id, act === "enable", entry);
  return "done";
}

/** Stops or resumes the renewals of one registration. Whether it takes new connections is another matter. */
export function pauseRenewals(
  deps: Dependencies,
  actor: Actor,
  { registrationId: id, paused }: Parameters<ProviderServices["pauseRenewals"]>[1],
): ReturnType<ProviderServices["pauseRenewals"]> {
  const action = ACTION[paused ? "pause" : "resume"];
  return audited(deps, actor, "manage_providers", { action, object: id }, async () => {
    const registration = await deps.providerAdmin.registration(id);
    if (!registration) return err(failure("not_found"));
    const { live: connections, providerId, environmentId } = registration;
    const data = { provider: providerId, environment: environmentId, connections };
    const set = await deps.providerAdmin.setPaused(id, paused, doneBy(actor, action, id, data));
    if (set === "stopped") return err(failure("stopped"));
    return ok({ providerId, clientId: id, connections });
  });
}

/** A client that no living connection was made with. Its secrets are destroyed. */
export function removeClient(
  deps: Dependencies,
  actor: Actor,
  { id, typed }: Parameters<ProviderServices["removeClient"]>[1],
): ReturnType<ProviderServices["removeClient"]> {
  const act = { action: "client_removed", object: id };
  return audited(deps, actor, "manage_providers", act, async () => {
    const client = await ownClientOf(deps, id);
    if (!client.ok) return client;
    const { providerId, name } = client.value.registration;
    if (typed.trim() !== shownName(name)) return misfit("client_name");
    const proved = await provedRecently(deps, actor);
    if (!proved.ok) return proved;
    const removed = await deps.providerAdmin.remove(id, doneBy(actor, act.action, id, { provider: providerId }));
    return removed === "removed" ? ok({ providerId, clientId: null }) : misfit("in_use");
  });
}
