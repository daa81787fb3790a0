import type { AdminFilter } from "../../core/ports/admin";
import type { Prisma } from "./generated/client";
import { readRegistrations } from "./list-cells";
import { conditionOn } from "./list-keys";
import { understand } from "./list-question";
import type { Db } from "./open";

/** A filter as a condition over `s` (`connection_state`), for statements of others: the same rows that the list shows for it. */
export async function matching(db: Db, filter: AdminFilter): Promise<Prisma.Sql> {
  return conditionOn(await understand(db, await readRegistrations(db), filter, null));
}
