import { NO_QUERY } from "../views/admin-query";
import { actAsAdmin } from "./act-as-admin";
import { filterOf, isTooShort } from "./admin-filter";
import { adminNeeds } from "./admin-needs";
import { adminOnly } from "./admin-only";
import { placeView } from "./admin-provider";
import type { AdminTableServices } from "./admin-table-contract";
import { adminViewServices } from "./admin-view-services";
import { exportConnections } from "./export-connections";
import { askToSeeAsSeller, seeAsSeller } from "./see-as-seller";
import { type SendLinkDependencies, sendRepairLink } from "./send-repair-link";

const SUGGESTED = 8;

/** What admins do in the list of all connections and to one of them, with its dependencies filled in. */
export const adminTableServices = (
  deps: SendLinkDependencies,
  track: <T>(work: Promise<T>) => Promise<T>,
): AdminTableServices => ({
  ...adminViewServices(deps),
  adminNeeds: (actor) => adminNeeds(deps, actor),
  findConnections: (actor, text) =>
    adminOnly(actor, async () => {
      const asked = { ...NO_QUERY, q: text.normalize("NFC").trim() };
      if (asked.q === "" || isTooShort(asked)) return [];
      const sort = { by: "urgency", direction: "asc" } as const;
      const { rows } = await deps.admin.page(filterOf(asked, deps.clock.now()), sort, null, SUGGESTED);
      return rows.map(({ connection, owner }) => ({
        id: connection.id,
        label: connection.label,
        provider: placeView(deps, connection).name,
        owner: owner.email ?? owner.name,
      }));
    }),
  exportConnections: (actor, input) => exportConnections(deps, actor, input),
  actAsAdmin: (actor, input) => track(actAsAdmin(deps, actor, input)),
  sendRepairLink: (actor, input) => track(sendRepairLink(deps, actor, input)),
  askToSeeAsSeller: (actor, id) => askToSeeAsSeller(deps, actor, id),
  seeAsSeller: (actor, input) => seeAsSeller(deps, actor, input),
});
