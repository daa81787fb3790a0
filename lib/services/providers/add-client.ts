import "#node-only";
import { failure } from "../../core/errors";
import { publicId } from "../../core/ids";
import { endsOf, needsSecret, readClientName, readClientValues, readCredential } from "../../core/providers/client-fields";
import { err, ok } from "../../core/result";
import type { Actor } from "../actor";
import { audited } from "../audited";
import type { Dependencies } from "../dependencies";
import { definitionOf, type SealedRegistration, secretContext } from "../resolve-target";
import { misfit } from "./client-of";
import type { ProviderServices } from "./contract";
import { doneBy } from "./done-by";
import { provedRecently } from "./proved-recently";

const NONE = { extraSecrets: {}, variables: {}, redirectAlias: null };
/** No name that the environment can give begins with it, so neither takes the other's place. */
export const OWN_NAME = "+";

/** Another client of ours at a provider, beside those that are there: what is connected stays with its own. */
export function addClient(
  deps: Dependencies,
  actor: Actor,
  input: Parameters<ProviderServices["addClient"]>[1],
): ReturnType<ProviderServices["addClient"]> {
  const act = { action: "client_added", object: input.providerId };
  return audited(deps, actor, "manage_providers", act, async () => {
    const definition = definitionOf(deps, input.providerId);
    if (!definition) return err(failure("not_found"));
    const name = readClientName(input.name);
    if (name === null) return misfit("name");
    const { environmentId } = input;
    if (!Object.hasOwn(definition.environments, environmentId)) return misfit("environment");
    const clientId = readCredential(input.clientId);
    if (clientId === null) return misfit("client_id");
    const clientSecret = input.clientSecret === "" ? null : readCredential(input.clientSecret);
    if (clientSecret === null && (needsSecret(definition) || input.clientSecret !== "")) return misfit("client_secret");
    const values = readClientValues(definition, input.values, NONE);
    if (!values.ok) return misfit(values.error);
    const proved = await provedRecently(deps, actor);
    if (!proved.ok) return proved;

    const id = publicId("reg", deps.randomness.token(12));
    const place = { id, providerId: definition.id, environmentId };
    const secrets: SealedRegistration = { clientSecret, ...values.value };
    const savedAt = deps.clock.now().toISOString();
    const added = await deps.providerAdmin.add(
      {
        ...place,
        name: `${OWN_NAME}${name}`,
        clientId,
        sealedSecrets: deps.sealer.seal(JSON.stringify(secrets), secretContext(place)),
        secretNotes: clientSecret === null ? [] : [{ savedAt, ends: endsOf(clientSecret) }],
      },
      doneBy(actor, act.action, id, { provider: definition.id, environment: environmentId, name }),
    );
    return added === "added" ? ok({ providerId: definition.id, clientId: id }) : misfit("name_taken");
  });
}
