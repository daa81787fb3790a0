import type { CalendarFeeds } from "../../core/ports/forecast";
import type { Role } from "../../core/roles";
import { writeAudit } from "./history";
import type { Db } from "./open";

/** Secret addresses of calendars in PostgreSQL. */
export const calendarFeeds = (db: Db): CalendarFeeds => ({
  async make(userId, codeHash, audit) {
    await db.$transaction(async (tx) => {
      await tx.$executeRaw`
        INSERT INTO calendar_feed (user_id, code_hash) SELECT id, ${codeHash} FROM app_user WHERE public_id = ${userId}
        ON CONFLICT (user_id) DO UPDATE SET code_hash = EXCLUDED.code_hash, made_at = now(), read_at = NULL`;
      await writeAudit(tx, [audit]);
    });
  },

  async takeBack(userId, audit) {
    return db.$transaction(async (tx) => {
      const gone =
        await tx.$executeRaw`DELETE FROM calendar_feed WHERE user_id = (SELECT id FROM app_user WHERE public_id = ${userId})`;
      if (gone > 0) await writeAudit(tx, [audit]);
      return gone > 0;
    });
  },

  async of(userId) {
    const [row] = await db.$queryRaw<{ made_at: Date; read_at: Date | null }[]>`
      SELECT f.made_at, f.read_at FROM calendar_feed f JOIN app_user u ON u.id = f.user_id WHERE u.public_id = ${userId}`;
    return row ? { madeAt: row.made_at, readAt: row.read_at } : null;
  },

  async byHash(codeHash) {
    const [row] = await db.$queryRaw<{ id: string; role: Role; disabled: boolean }[]>`
      WITH f AS (UPDATE calendar_feed SET read_at = now() WHERE code_hash = ${codeHash} RETURNING user_id)
      SELECT u.public_id AS id, u.role::text AS role, u.disabled_at IS NOT NULL OR u.forgotten_at IS NOT NULL AS disabled
      FROM app_user u JOIN f ON f.user_id = u.id`;
    return row ? { userId: row.id, role: row.role, isDisabled: row.disabled } : null;
  },
});
