import "#node-only";
import { publicId } from "../core/ids";
import type { RegistrationRepository } from "../core/ports/registrations";
import type { Sealer } from "../core/ports/sealer";
import type { Randomness } from "../core/ports/system";
import { type SealedRegistration, secretContext } from "../services/resolve-target";
import type { Registration } from "./settings";

/**
 * Writes the environment's registrations to their table, secrets sealed. One that the environment no
 * longer names takes no new connections; what was connected with it stays. What admins have made, stopped or
 * put in order is left as it is.
 */
export async function syncRegistrations(
  deps: { readonly registrations: RegistrationRepository; readonly sealer: Sealer; readonly randomness: Randomness },
  wanted: readonly Registration[],
): Promise<void> {
  const kept = new Set<string>();
  for (const [rank, { providerId, environmentId, name, clientId, ...rest }] of wanted.entries()) {
    const record = await deps.registrations.ensure({
      providerId,
      environmentId,
      name,
      clientId,
      newId: publicId("reg", deps.randomness.token(12)),
    });
    kept.add(record.id);
    const secrets = JSON.stringify(sealedPart(rest));
    const opened = record.sealedSecrets === null ? null : deps.sealer.open(record.sealedSecrets, secretContext(record));
    const isCurrent =
      record.enabled !== record.isStopped && record.clientId === clientId && opened?.ok && opened.value === secrets;
    if (isCurrent && record.rank === rank) continue;
    await deps.registrations.update(record.id, {
      clientId,
      sealedSecrets: deps.sealer.seal(secrets, secretContext(record)),
      enabled: !record.isStopped,
      rank,
    });
    // New credentials deserve a new try.
    if (!isCurrent) await deps.registrations.unfreeze(record.id);
  }
  for (const record of await deps.registrations.enabled()) {
    if (!kept.has(record.id) && record.madeBy === "environment")
      await deps.registrations.update(record.id, {
        clientId: record.clientId,
        sealedSecrets: record.sealedSecrets,
        enabled: false,
        rank: record.rank,
      });
  }
}

/** In one fixed order, so that the same settings are the same text. */
const sealedPart = ({ clientSecret, extraSecrets, variables, redirectAlias }: SealedRegistration): SealedRegistration => ({
  clientSecret,
  extraSecrets,
  variables,
  redirectAlias,
});
