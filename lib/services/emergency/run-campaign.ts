import { canBeTold } from "../../core/connections/repair-link";
import { publicId } from "../../core/ids";
import type { EmergencyConnection } from "../../core/ports/emergency";
import type { ItemResult, JobRecord } from "../../core/ports/jobs";
import type { Dependencies } from "../dependencies";
import { eachOf, type JobKind } from "../jobs/job-kind";
import { definitionOf } from "../resolve-target";
import { campaignCode } from "./campaign-code";

/** The name of this kind of work. */
export const CAMPAIGN = "campaign";

/** A mail may be read after a weekend; an ordinary link is made for somebody who waits. */
const LINK_SECONDS = 7 * 86_400;
const AT_ONCE = 20;
const SIDE_BY_SIDE = 4;

/** Asks sellers back after an emergency: one mail for each of them, whatever happens to whoever sends it. */
export const runCampaign: JobKind = {
  name: CAMPAIGN,
  permission: "emergency_stop",
  stepUp: true,
  atOnce: AT_ONCE,
  next: async ({ emergencies }, { params }, after, limit) => {
    const { keys, cursor } = await emergencies.toAsk(String(params["emergency"]), after, limit);
    return { keys, cursor: cursor ?? after, isLast: cursor === null };
  },
  act: (deps, job, keys, again) => eachOf(keys, SIDE_BY_SIDE, (key) => askSeller(deps, job, key, again)),
};

async function askSeller(deps: Dependencies, job: JobRecord, sellerId: string, again: boolean): Promise<ItemResult> {
  const id = String(job.params["emergency"]);
  const affected = await deps.emergencies.affected(id, sellerId);
  if (affected.length === 0) return { key: sellerId, did: "skipped", reason: "gone" };
  const by = { actorKind: "admin", actorId: job.createdBy?.id ?? null } as const;
  const items = [];
  for (const connection of affected) items.push(await itemOf(deps, id, connection, by));
  const asked = await deps.emergencies.ask(id, sellerId, items, [
    { ...by, action: "campaign_mailed", object: sellerId, result: "done", data: { emergency: id, count: items.length } },
  ]);
  // Whoever began it may have died after it was written.
  return asked === "asked" || again ? { key: sellerId, did: "done" } : { key: sellerId, did: "skipped", reason: "already_asked" };
}

async function itemOf(
  deps: Dependencies,
  emergencyId: string,
  connection: EmergencyConnection,
  by: { readonly actorKind: "admin"; readonly actorId: string | null },
) {
  const { id, label, providerId, accountName, status } = connection;
  const linked = canBeTold(connection) && status !== "REVOKING";
  if (linked) await makeLink(deps, emergencyId, id, by);
  const provider = definitionOf(deps, providerId)?.displayName ?? providerId;
  return { id, label, provider, account: accountName, linked };
}

/** Once; a link that is there already is the same. */
async function makeLink(
  deps: Dependencies,
  emergencyId: string,
  connectionId: string,
  by: { readonly actorKind: "admin"; readonly actorId: string | null },
): Promise<void> {
  const codeHash = deps.digest.sha256(campaignCode(deps, emergencyId, connectionId));
  if ((await deps.links.byCodeHash(codeHash)) !== null) return;
  const link = publicId("lnk", deps.randomness.token(15));
  const audit = { ...by, action: "repair_link_made", object: connectionId, result: "done", data: { link } } as const;
  await deps.links.make(
    connectionId,
    { id: link, codeHash, lifetimeSeconds: LINK_SECONDS, revives: true },
    { events: [{ ...by, type: "link_sent" }], audit: [audit] },
  );
}
