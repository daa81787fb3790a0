import "#node-only";
import { liveRing } from "../adapters/crypto/live-ring";
import { keyRecords } from "../adapters/db/key-records";
import type { Database } from "../adapters/db/open";
import type { KeyRecords } from "../core/ports/key-records";
import type { KeyRingControl } from "../core/ports/key-ring";
import type { Sealer } from "../core/ports/sealer";
import type { Logger } from "../core/ports/system";
import { checkCustody } from "./check-custody";
import type { Settings } from "./settings";
import { trialRing } from "./trial-ring";

export type Custody = { readonly sealer: Sealer; readonly ring: KeyRingControl; readonly keys: KeyRecords };

/**
 * The keys of this process as they were given and as owners decided about them, before anything is sealed or opened.
 *
 * @throws {Error} where the database is another deployment's, or keys are missing or are not the ones that they were
 */
export async function takeCustody(
  settings: Pick<Settings, "keys" | "keysFile" | "deploymentId" | "home">,
  database: Database,
  processId: string,
  logger: Logger,
): Promise<Custody> {
  const { deploymentId, home, keys: json, keysFile = false } = settings;
  const { sealer, control } = liveRing({ json, deploymentId, processId, file: keysFile ? trialRing(home) : null, logger });
  await checkCustody(database.query, deploymentId, control.held());
  const keys = keyRecords(database.prisma);
  control.follow(await keys.decisions());
  return { sealer, ring: control, keys };
}

/** The key that seals now, as people compare it. */
export function sealingKeyOf(ring: KeyRingControl): { readonly id: string; readonly fingerprint: string } {
  const id = ring.sealsWith();
  return { id, fingerprint: ring.held().find(({ keyId }) => keyId === id)?.fingerprint ?? "" };
}
