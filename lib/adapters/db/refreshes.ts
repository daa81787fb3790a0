import type { RefreshStore } from "../../core/ports/refreshes";
import type { Db } from "./open";
import { refreshClaims } from "./refresh-claim";
import { refreshProgress } from "./refresh-progress";
import { refreshSettlements } from "./refresh-settle";

/** The durable side of the refresh protocol in PostgreSQL. */
export const refreshStore = (db: Db): RefreshStore => ({
  ...refreshClaims(db),
  ...refreshSettlements(db),
  ...refreshProgress(db),
});
