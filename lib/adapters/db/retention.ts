import type { Retention } from "../../core/ports/history";
import type { Db } from "./open";

/**
 * Forgets history that is older than it may be kept. A connection's newest attempt stays: it says how
 * the connection stands now. So does an incident that is open.
 */
export function retention(db: Db): Retention {
  return {
    async forget({ eventDays, auditDays }) {
      await db.$executeRaw`DELETE FROM connection_event WHERE at < now() - ${eventDays} * interval '1 day'`;
      await db.$executeRaw`
        DELETE FROM refresh_attempt p WHERE p.started_at < now() - ${eventDays} * interval '1 day'
          AND EXISTS (SELECT 1 FROM refresh_attempt newer WHERE newer.connection_id = p.connection_id AND newer.id > p.id)`;
      await db.$executeRaw`DELETE FROM notice WHERE at < now() - ${eventDays} * interval '1 day' AND (closed_at IS NOT NULL OR kind NOT IN ('reconnect', 'trouble', 'ends_soon'))`;
      await db.$executeRaw`DELETE FROM mail WHERE settled_at < now() - ${eventDays} * interval '1 day'`;
      await db.$executeRaw`DELETE FROM known_device WHERE seen_at < now() - ${auditDays} * interval '1 day'`;
      await db.$executeRaw`DELETE FROM incident WHERE closed_at < now() - ${eventDays} * interval '1 day'`;
      await db.$executeRaw`DELETE FROM audit_event WHERE at < now() - ${auditDays} * interval '1 day'`;
    },
  };
}
