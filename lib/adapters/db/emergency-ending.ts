import { Prisma } from "./generated/client";

/** What an emergency `e` is about, over `c` (connection). */
export const HERE = Prisma.sql`(c.registration_id = e.registration_id OR c.provider_id = e.provider_id
  OR (e.registration_id IS NULL AND e.provider_id IS NULL))`;

/** The same, over `r` (registration). */
export const IS_ABOUT = Prisma.sql`(r.id = e.registration_id OR r.provider_id = e.provider_id OR (e.registration_id IS NULL AND e.provider_id IS NULL))`;

/**
 * Whether an emergency lasts and is about a connection. Until the transaction ends nobody lifts it: whoever lifts it after
 * that may let the seller come back, and what has come back must not be ended by somebody who had only been slow.
 */
export async function lastsFor(tx: Prisma.TransactionClient, emergencyId: string, connectionId: string): Promise<boolean> {
  const found = await tx.$queryRaw<object[]>`
    SELECT 1 AS lasts FROM emergency e, connection c
    WHERE e.public_id = ${emergencyId} AND e.ended_at IS NULL AND c.public_id = ${connectionId} AND ${HERE} FOR SHARE OF e`;
  return found.length > 0;
}

/** In the transaction that ends it, so that a seller whose connection has ended is asked back whatever happens then. */
export async function noteEnded(tx: Prisma.TransactionClient, emergencyId: string, connection: bigint): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO emergency_connection (emergency_id, connection_id, owner_id, ended_at)
    SELECT e.id, c.id, c.owner_id, c.disconnected_at FROM emergency e, connection c WHERE e.public_id = ${emergencyId} AND c.id = ${connection}
    ON CONFLICT (emergency_id, connection_id) DO UPDATE SET ended_at = excluded.ended_at`;
}
