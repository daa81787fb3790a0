import type { AccessChecks, ConnectionRepository } from "../../core/ports/connections";
import type { Db } from "./open";

type Usable = { sealed: string; generation: number; access_left: number | null; rests: number };

/** Checks that people ask for. The turn and the wait are one column, so that two presses at once are one check. */
export const accessChecks = (db: Db): Pick<ConnectionRepository, "checks"> => ({ checks: { ...turns(db), ...secrets(db) } });

const turns = (db: Db): Pick<AccessChecks, "begin" | "worked" | "holdOff"> => ({
  async begin(ownerId, id, everyMs) {
    const taken = await db.$executeRaw`
      UPDATE connection c SET check_after = now() + ${everyMs} * interval '1 millisecond' FROM app_user o, client_registration r
      WHERE c.public_id = ${id} AND r.id = c.registration_id AND r.emergency_at IS NULL AND o.id = c.owner_id AND o.public_id = ${ownerId} AND c.status = 'ACTIVE'
        AND (c.check_after IS NULL OR c.check_after <= now())`;
    return taken === 1;
  },

  async worked(id) {
    await db.$executeRaw`UPDATE connection SET proven_at = now() WHERE public_id = ${id}`;
  },

  async holdOff(id, forMs) {
    await db.$executeRaw`
      UPDATE connection SET check_after = greatest(check_after, now() + ${forMs} * interval '1 millisecond') WHERE public_id = ${id}`;
  },
});

const secrets = (db: Db): Pick<AccessChecks, "usable"> => ({
  async usable(ownerId, id) {
    const [row] = await db.$queryRaw<Usable[]>`
      SELECT k.sealed, k.generation, (extract(epoch FROM k.access_expires_at - now()) * 1000)::float8 AS access_left,
        greatest(0, extract(epoch FROM r.frozen_until - now()) * 1000)::float8 AS rests
      FROM connection c JOIN credential k ON k.connection_id = c.id
      JOIN app_user o ON o.id = c.owner_id JOIN client_registration r ON r.id = c.registration_id
      WHERE c.public_id = ${id} AND o.public_id = ${ownerId} AND c.status = 'ACTIVE' AND k.sealed IS NOT NULL AND r.emergency_at IS NULL`;
    return row ? { sealed: row.sealed, generation: row.generation, accessLeftMs: row.access_left, restsMs: row.rests } : null;
  },
});
