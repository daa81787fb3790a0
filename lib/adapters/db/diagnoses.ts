import type { DiagnosisReport } from "../../core/connections/diagnosis/report";
import type { DiagnosisStore } from "../../core/ports/diagnoses";
import type { Db } from "./open";

/** Diagnoses in PostgreSQL: one row per connection, so that the turn and the report cannot disagree. */
export const diagnosisStore = (db: Db): DiagnosisStore => ({
  async begin(ownerId, id, everyMs) {
    const taken = await db.$executeRaw`
      INSERT INTO diagnosis (connection_id, began_at)
      SELECT c.id, now() FROM connection c JOIN app_user o ON o.id = c.owner_id
      WHERE c.public_id = ${id} AND o.public_id = ${ownerId}
      ON CONFLICT (connection_id) DO UPDATE SET began_at = now()
        WHERE diagnosis.began_at <= now() - ${everyMs}::float8 * interval '1 millisecond'`;
    return taken === 1;
  },

  async keep(id, report) {
    await db.$executeRaw`
      UPDATE diagnosis d SET report = ${JSON.stringify(report)}::jsonb FROM connection c
      WHERE c.id = d.connection_id AND c.public_id = ${id}`;
  },

  async latest(id) {
    const [row] = await db.$queryRaw<{ report: DiagnosisReport | null; began_ms: number }[]>`
      SELECT d.report, (extract(epoch FROM now() - d.began_at) * 1000)::float8 AS began_ms
      FROM diagnosis d JOIN connection c ON c.id = d.connection_id WHERE c.public_id = ${id}`;
    return { report: row?.report ?? null, beganMs: row?.began_ms ?? null };
  },
});
