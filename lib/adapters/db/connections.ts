import type { ConnectionRepository } from "../../core/ports/connections";
import { accessChecks } from "./access-checks";
import { accessReads } from "./access-reads";
import { connectionEndings } from "./connection-endings";
import { connectionReads } from "./connection-reads";
import { connectionSecret } from "./connection-secret";
import { connectionWrites } from "./connection-writes";
import type { Db } from "./open";

/** Connections in PostgreSQL. */
export const connectionRepository = (db: Db): ConnectionRepository => ({
  ...connectionReads(db),
  ...connectionWrites(db),
  ...connectionEndings(db),
  ...connectionSecret(db),
  ...accessChecks(db),
  ...accessReads(db),
});
