import type { Throttle } from "../../core/ports/ways-in";
import type { Db } from "./open";

/** Tries in PostgreSQL: one statement counts and starts a new window where the old one is over. */
export const throttles = (db: Db): Throttle => ({
  async count(key, windowSeconds) {
    const [row] = await db.$queryRaw<{ tries: number; left: number }[]>`
      INSERT INTO throttle AS t (key, tries, resets_at) VALUES (${key}, 1, now() + ${windowSeconds} * interval '1 second')
      ON CONFLICT (key) DO UPDATE SET
        tries = CASE WHEN t.resets_at <= now() THEN 1 ELSE t.tries + 1 END,
        resets_at = CASE WHEN t.resets_at <= now() THEN excluded.resets_at ELSE t.resets_at END
      RETURNING tries, extract(epoch FROM resets_at - now())::float8 AS left`;
    return { tries: row?.tries ?? 1, resetsInSeconds: row?.left ?? windowSeconds };
  },
});
