import type { FigureStore } from "../../core/ports/figures";
import type { Db } from "./open";

const NOTED = "figures:noted";
/** How much older than a day what is compared may be, in hours: a deployment that was off over night has nothing to compare. */
const LEEWAY_HOURS = 3;
const KEPT_DAYS = 3;

/** What the tiles showed at each hour, in PostgreSQL. */
export const countSnapshots = (db: Db): Pick<FigureStore, "mayNote" | "noteCounts" | "countsADayAgo"> => ({
  async mayNote() {
    const taken = await db.$executeRaw`
      INSERT INTO deployment (key, value, updated_at) VALUES (${NOTED}, '', now())
      ON CONFLICT (key) DO UPDATE SET updated_at = now() WHERE deployment.updated_at < date_trunc('hour', now())`;
    return taken === 1;
  },

  async noteCounts(counts) {
    const rows = JSON.stringify(Object.entries(counts).map(([tile, n]) => ({ tile, n })));
    await db.$executeRaw`
      INSERT INTO count_snapshot (at, tile, n) SELECT date_trunc('hour', now()), s.tile, s.n FROM jsonb_to_recordset(${rows}::jsonb) AS s(tile text, n int)
      ON CONFLICT (at, tile) DO UPDATE SET n = excluded.n`;
    await db.$executeRaw`DELETE FROM count_snapshot WHERE at < now() - ${KEPT_DAYS} * interval '1 day'`;
  },

  async countsADayAgo() {
    const rows = await db.$queryRaw<{ tile: string; n: number }[]>`
      SELECT tile, n FROM count_snapshot WHERE at = (
        SELECT max(at) FROM count_snapshot
        WHERE at <= now() - interval '23 hours 30 minutes' AND at >= now() - interval '24 hours' - ${LEEWAY_HOURS} * interval '1 hour')`;
    return rows.length === 0 ? null : Object.fromEntries(rows.map(({ tile, n }) => [tile, n]));
  },
});
