import type { AdminReads } from "../../core/ports/admin";
import { adminDetail } from "./admin-detail";
import { adminHealth } from "./admin-health";
import { adminIncidents } from "./admin-incidents";
import { adminList } from "./admin-list";
import { adminLongest } from "./admin-longest";
import type { Db } from "./open";

/** What admins read, in PostgreSQL. @param countsTests whether connections to pretend marketplaces count */
export const adminReads = (db: Db, countsTests: boolean): AdminReads => ({
  countsTests,
  ...adminHealth(db, countsTests),
  ...adminLongest(db, countsTests),
  ...adminList(db),
  ...adminDetail(db),
  ...adminIncidents(db),
});
