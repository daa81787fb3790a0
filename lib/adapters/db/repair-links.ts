import type { RepairLinkRecord, RepairLinkRepository } from "../../core/ports/repair-links";
import { Prisma } from "./generated/client";
import { writeAudit, writeEvents } from "./history";
import type { Db } from "./open";

type Row = {
  id: string;
  connection_id: string;
  owner_id: string;
  owner_name: string;
  owner_is_here: boolean;
  created_at: Date;
  expires_at: Date;
  is_expired: boolean;
  used_at: Date | null;
  taken_back_at: Date | null;
  revives: boolean;
};

const OPEN = Prisma.sql`used_at IS NULL AND taken_back_at IS NULL`;

/** Repair links in PostgreSQL. Whether one has run out is decided by the database's clock. */
export function repairLinkRepository(db: Db): RepairLinkRepository {
  const one = async (where: Prisma.Sql): Promise<RepairLinkRecord | null> => {
    const [row] = await db.$queryRaw<Row[]>`
      SELECT l.public_id AS id, c.public_id AS connection_id, o.public_id AS owner_id, o.name AS owner_name,
        o.disabled_at IS NULL AND o.forgotten_at IS NULL AS owner_is_here, l.created_at, l.expires_at,
        l.expires_at <= now() AS is_expired, l.used_at, l.taken_back_at, l.revives
      FROM repair_link l JOIN connection c ON c.id = l.connection_id JOIN app_user o ON o.id = c.owner_id WHERE ${where}`;
    return row ? toLink(row) : null;
  };

  /** The connection's row is locked first, so that two presses of one button follow each other. */
  const lock = async (tx: Prisma.TransactionClient, connectionId: string): Promise<bigint> => {
    const [row] = await tx.$queryRaw<
      { id: bigint }[]
    >`SELECT id FROM connection WHERE public_id = ${connectionId} FOR NO KEY UPDATE`;
    if (!row) throw new Error(`database: there is no connection ${connectionId}`);
    return row.id;
  };

  return {
    make: (connectionId, link, { events, audit }) =>
      db.$transaction(async (tx) => {
        const id = await lock(tx, connectionId);
        await tx.$executeRaw`UPDATE repair_link SET taken_back_at = now() WHERE connection_id = ${id} AND ${OPEN}`;
        await tx.$executeRaw`
          INSERT INTO repair_link (public_id, connection_id, code_hash, revives, expires_at)
          VALUES (${link.id}, ${id}, ${link.codeHash}, ${link.revives ?? false}, now() + ${link.lifetimeSeconds} * interval '1 second')`;
        await writeEvents(tx, id, events);
        await writeAudit(tx, audit);
      }),

    byCodeHash: (hash) => one(Prisma.sql`l.code_hash = ${hash}`),
    byId: (id) => one(Prisma.sql`l.public_id = ${id}`),
    openOf: (id) => one(Prisma.sql`c.public_id = ${id} AND ${OPEN} AND l.expires_at > now()`),

    takeBack: (connectionId, { events, audit }) =>
      db.$transaction(async (tx) => {
        const id = await lock(tx, connectionId);
        const ended = await tx.$executeRaw`
          UPDATE repair_link SET taken_back_at = now() WHERE connection_id = ${id} AND ${OPEN} AND expires_at > now()`;
        if (ended === 0) return false;
        await writeEvents(tx, id, events);
        await writeAudit(tx, audit);
        return true;
      }),

    async use(id) {
      const used = await db.$executeRaw`
        UPDATE repair_link SET used_at = now() WHERE public_id = ${id} AND ${OPEN} AND expires_at > now()`;
      return used === 1;
    },

    async forget(days) {
      await db.$executeRaw`DELETE FROM repair_link WHERE expires_at < now() - ${days} * interval '1 day'`;
    },
  };
}

const toLink = (row: Row): RepairLinkRecord => ({
  id: row.id,
  connectionId: row.connection_id,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  ownerIsHere: row.owner_is_here,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  isExpired: row.is_expired,
  usedAt: row.used_at,
  takenBackAt: row.taken_back_at,
  revives: row.revives,
});
