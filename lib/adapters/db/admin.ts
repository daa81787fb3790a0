import type { AdminReads } from "../../core/ports/admin";
import { adminDetail } from "./admin-detail";
import { adminHealth } from "./admin-health";
import { adminIncidents } from "./admin-incidents";
import { adminList } from "./admin-list";
import type { Db } from "./open";

/** What admins read, in PostgreSQL. */
export const adminReads = (db: Db): AdminReads => ({
  ...adminHealth(db),
  ...adminList(db),
  ...adminDetail(db),
  ...adminIncidents(db),
});
