import type { AdminPeople, HandedOver, HandOver } from "../../core/ports/admin-people";
import { conflictOf } from "./conflict";
import { credentialColumns } from "./connection-writes";
import { Prisma } from "./generated/client";
import { writeAudit, writeEvents } from "./history";
import type { Db } from "./open";
import { readConnection } from "./rows";

type Held = { id: bigint; sealed: string | null; generation: number; busy: boolean; from: bigint; status: string };

/** Gives connections to other people. */
export function handOvers(db: Db): Pick<AdminPeople, "handOver"> {
  return {
    async handOver(over) {
      // A label that is taken ends the transaction that met it.
      for (const label of [over.label, ...over.otherLabels]) {
        const done = await tryHandOver(db, over, label);
        if (done !== "label_taken") return done;
      }
      return "label_taken";
    },
  };
}

async function tryHandOver(db: Db, over: HandOver, label: string): Promise<HandedOver> {
  try {
    return await db.$transaction((tx) => change(tx, over, label));
  } catch (error) {
    if (conflictOf(error) === "label_conflict") return "label_taken";
    throw error;
  }
}

/**
 * The seal of a token set names its person, so the set is opened and sealed again while its row is held, for the next
 * generation: what a renewal brings that was sealed for the person before can no longer be written. While one runs, or its
 * answer may still be found in a journal, nothing is changed, since that answer may hold the only token that works.
 */
async function change(tx: Prisma.TransactionClient, over: HandOver, label: string): Promise<HandedOver> {
  const [held] = await tx.$queryRaw<Held[]>`
    SELECT c.id, c.owner_id AS from, c.status::text AS status, k.sealed, k.generation,
      coalesce(k.lease_until > now(), false) OR EXISTS (
        SELECT FROM refresh_attempt p WHERE p.connection_id = c.id AND p.generation = k.generation
          AND p.state IN ('SENT', 'UNKNOWN') AND p.started_at > now() - interval '1 hour') AS busy
    FROM connection c JOIN credential k ON k.connection_id = c.id
    WHERE c.public_id = ${over.connectionId} AND c.owner_id = (SELECT id FROM app_user WHERE public_id = ${over.fromId})
    FOR NO KEY UPDATE OF c, k`;
  if (!held || held.status === "REVOKING" || held.status === "REVOKED") return "gone";
  if (held.busy) return "busy";
  const to = await tx.user.findFirst({ where: { publicId: over.toId, disabledAt: null }, select: { id: true } });
  if (!to) return "no_heir";
  const connection = await readConnection(tx as Db, Prisma.sql`c.id = ${held.id}`);
  const credential = connection && held.sealed !== null ? over.reseal({ connection, sealed: held.sealed }) : null;
  if (credential === "wait") return "busy";
  await tx.connection.update({ where: { id: held.id }, data: { ownerId: to.id, label, updatedAt: new Date() } });
  if (credential !== null) {
    const columns = { ...credentialColumns(credential), generation: held.generation + 1 };
    // What is paused, or waits for its seller, stays so.
    const refreshAfter = held.status === "ACTIVE" ? columns.refreshAfter : null;
    await tx.credential.update({ where: { connectionId: held.id }, data: { ...columns, refreshAfter } });
  }
  // What was begun by who had it ends: a sign-in that is under way, a link that was given away.
  await tx.$executeRaw`UPDATE authorization_attempt SET expires_at = least(expires_at, now()) WHERE connection_id = ${held.id} AND consumed_at IS NULL`;
  await tx.$executeRaw`UPDATE repair_link SET taken_back_at = now() WHERE connection_id = ${held.id} AND used_at IS NULL AND taken_back_at IS NULL`;
  // What still asks somebody to act asks who has it now, and is decided anew.
  await tx.$executeRaw`
    UPDATE notice SET user_id = ${to.id}, planned_at = NULL, read_at = NULL, mail_at = NULL, mail_id = NULL, in_digest = false
    WHERE connection_id = ${held.id} AND user_id = ${held.from} AND closed_at IS NULL AND kind IN ('reconnect', 'ends_soon')`;
  await tx.$executeRaw`
    INSERT INTO notice (user_id, kind, connection_id, provider_id)
    SELECT ${to.id}, 'handed_over', id, provider_id FROM connection WHERE id = ${held.id}`;
  await writeEvents(tx, held.id, over.events(label));
  await writeAudit(tx, over.audit(label));
  return "handed_over";
}
