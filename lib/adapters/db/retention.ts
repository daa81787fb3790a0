import type { AuditChain } from "../../core/ports/audit-trail";
import type { Retention } from "../../core/ports/history";
import { Prisma } from "./generated/client";
import type { Db } from "./open";

/** Few enough that a statement is done at once, however much is old. */
const AT_ONCE = 2_000;

/**
 * Forgets history that is older than it may be kept. A connection's newest attempt stays: it says how
 * the connection stands now. So does an incident that is open. Of the audit the chain goes on to hold.
 */
export function retention(db: Db, chain: Pick<AuditChain, "forget">): Retention {
  return {
    async forget({ eventDays, auditDays }) {
      await inPieces(
        () => db.$executeRaw`
          DELETE FROM connection_event WHERE id = ANY(ARRAY(
            SELECT id FROM connection_event WHERE at < now() - ${eventDays} * interval '1 day' ORDER BY at LIMIT ${AT_ONCE}))`,
      );
      // By when they ended, and by when they began where they never did: each has an index.
      const over = [
        Prisma.sql`p.finished_at < now() - ${eventDays} * interval '1 day' ORDER BY p.finished_at`,
        Prisma.sql`p.state = 'SENT' AND p.started_at < now() - ${eventDays} * interval '1 day' ORDER BY p.started_at`,
      ];
      for (const old of over) await inPieces(() => forgetAttempts(db, old));
      await db.$executeRaw`DELETE FROM notice WHERE at < now() - ${eventDays} * interval '1 day' AND (closed_at IS NOT NULL OR kind NOT IN ('reconnect', 'asked', 'trouble', 'ends_soon'))`;
      await db.$executeRaw`DELETE FROM mail WHERE settled_at < now() - ${eventDays} * interval '1 day'`;
      await db.$executeRaw`DELETE FROM known_device WHERE seen_at < now() - ${auditDays} * interval '1 day'`;
      await db.$executeRaw`DELETE FROM incident WHERE closed_at < now() - ${eventDays} * interval '1 day'`;
      await chain.forget(auditDays);
    },
  };
}

/** @param old over `p`, a condition and an order */
const forgetAttempts = (db: Db, old: Prisma.Sql): Promise<number> => db.$executeRaw`
  DELETE FROM refresh_attempt WHERE id = ANY(ARRAY(
    SELECT p.id FROM refresh_attempt p WHERE EXISTS (SELECT FROM refresh_attempt newer WHERE newer.connection_id = p.connection_id AND newer.id > p.id)
      AND ${old} LIMIT ${AT_ONCE}))`;

async function inPieces(forgetSome: () => Promise<number>): Promise<void> {
  while ((await forgetSome()) === AT_ONCE);
}
