import type { ConnectionRecord } from "../core/connections/record";
import { type LinkState, linkState } from "../core/connections/repair-link";
import type { RepairLinkRecord } from "../core/ports/repair-links";
import type { Dependencies } from "./dependencies";

/** A link that exists, with what it is for and how it stands now. */
export type FoundLink = {
  readonly link: RepairLinkRecord;
  readonly connection: ConnectionRecord | null;
  readonly state: LinkState;
};

/** How a link stands now. One that was deleted long ago counts as run out. */
export async function linkOf(
  deps: Pick<Dependencies, "connections">,
  link: RepairLinkRecord | null,
): Promise<FoundLink | { readonly link: null; readonly connection: null; readonly state: "expired" }> {
  if (link === null) return { link, connection: null, state: "expired" };
  const connection = await deps.connections.ofOwner(link.ownerId, link.connectionId);
  return { link, connection, state: linkState(link, connection) };
}
