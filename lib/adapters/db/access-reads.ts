import type { ConnectionRepository } from "../../core/ports/connections";
import type { Db } from "./open";
import { COLUMNS, type ConnectionRow, toConnection } from "./rows";

type Row = ConnectionRow & { sealed: string | null; access_left: number | null };

/**
 * What whoever is about to use a connection needs, in one statement: the set never belongs to another generation than the
 * record, and in an emergency there is none.
 */
export const accessReads = (db: Db): Pick<ConnectionRepository, "forUse"> => ({
  async forUse(id) {
    const [row] = await db.$queryRaw<Row[]>`
      SELECT ${COLUMNS}, CASE WHEN r.emergency_at IS NULL THEN k.sealed END AS sealed, (extract(epoch FROM k.access_expires_at - now()) * 1000)::float8 AS access_left
      FROM connection c JOIN credential k ON k.connection_id = c.id
      JOIN app_user o ON o.id = c.owner_id JOIN client_registration r ON r.id = c.registration_id WHERE c.public_id = ${id}`;
    return row ? { connection: toConnection(row), sealed: row.sealed, accessLeftMs: row.access_left } : null;
  },
});
