import { LEASE_MS } from "../../core/connections/refresh-policy";
import { statusesLeadingTo } from "../../core/connections/transitions";
import type { Mark, RestoreStore } from "../../core/ports/restores";
import { Prisma } from "./generated/client";
import type { Db } from "./open";

type MarkRow = { value: bigint; at: Date };
type Noticed = { count: bigint; at: Date; noticed: boolean; since: Date | null; declared: string[] };

const keyOf = (volume: string): string => `mark:${volume}`;
const toMark = (volume: string, { value, at }: MarkRow): Mark => ({ volume, count: Number(value), at });

/** Marks in `deployment`, one row for each volume, and what to do when one of them is behind. */
export const restoreStore = (db: Db): RestoreStore => ({
  async begin(volume) {
    const [row] = await db.$queryRaw<MarkRow[]>`
      INSERT INTO deployment (key, value, updated_at) VALUES (${keyOf(volume)}, '1', now())
      ON CONFLICT (key) DO UPDATE SET value = (deployment.value::bigint + 1)::text, updated_at = now()
      RETURNING value::bigint, updated_at AS at`;
    if (!row) throw new Error("database: a mark was not written");
    return toMark(volume, row);
  },

  async raise(mark, keptDays) {
    const key = keyOf(mark.volume);
    const [row] = await db.$queryRaw<MarkRow[]>`
      UPDATE deployment SET value = (value::bigint + 1)::text, updated_at = now()
      WHERE key = ${key} AND value::bigint >= ${mark.count}::bigint RETURNING value::bigint, updated_at AS at`;
    if (row) return toMark(mark.volume, row);
    // A row of which nothing was heard for so long was forgotten; that the volume's is gone then says nothing.
    const [anew] = await db.$queryRaw<MarkRow[]>`
      WITH forgotten AS (
        DELETE FROM deployment WHERE key LIKE 'mark:%' AND key <> ${key} AND updated_at < now() - ${keptDays} * interval '1 day'
      )
      INSERT INTO deployment (key, value, updated_at) SELECT ${key}, ${mark.count + 1}::bigint::text, now()
      WHERE ${mark.at}::timestamptz < now() - ${keptDays} * interval '1 day'
      ON CONFLICT (key) DO NOTHING RETURNING value::bigint, updated_at AS at`;
    return anew ? toMark(mark.volume, anew) : null;
  },

  async declare(mark, { providers, beatMs, shortLossMs }) {
    const live = statusesLeadingTo("NEEDS_REAUTH", "restore_noticed");
    const ms = (length: number) => Prisma.sql`${length}::float8 * interval '1 millisecond'`;
    const [row] = await db.$queryRaw<Noticed[]>`
      WITH noticed AS (
        INSERT INTO deployment (key, value, updated_at) VALUES ('restored', ${mark.volume}, now())
        ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_at = now()
        WHERE deployment.updated_at < ${mark.at}::timestamptz RETURNING key
      ), known AS (
        SELECT max(updated_at) AS at FROM deployment WHERE key LIKE 'mark:%' AND updated_at <= ${mark.at}::timestamptz
      ), doubtful AS (
        SELECT c.id, c.public_id FROM noticed CROSS JOIN known CROSS JOIN connection c JOIN credential k ON k.connection_id = c.id
        WHERE c.status::text = ANY(${live}) AND c.provider_id = ANY(${[...providers]}) AND k.has_refresh AND k.sealed IS NOT NULL
          AND (k.lease_id IS NULL OR k.lease_until < now() OR known.at IS NULL OR k.lease_until - ${ms(LEASE_MS)} <= known.at + ${ms(beatMs)})
          AND (known.at IS NULL OR k.obtained_at <= known.at + ${ms(beatMs)})
          AND (known.at IS NULL OR now() - known.at > ${ms(shortLossMs)} OR k.refresh_after <= now() OR k.lease_id IS NOT NULL)
        ORDER BY c.id FOR NO KEY UPDATE OF c
      ), broken AS (
        UPDATE connection SET status = 'NEEDS_REAUTH', reauth_reason = 'restored_from_backup', broken_since = now(), updated_at = now()
        FROM doubtful WHERE connection.id = doubtful.id
      ), resting AS (
        UPDATE credential SET refresh_after = NULL, lease_id = NULL, lease_until = NULL FROM doubtful WHERE connection_id = doubtful.id
      ), told AS (
        INSERT INTO connection_event (connection_id, type, actor_kind)
        SELECT id, 'needs_reconnect.restored_from_backup', 'holdfast' FROM doubtful
      ), audited AS (
        INSERT INTO audit_event (actor_kind, action, result, data)
        SELECT 'holdfast', 'restore_noticed', 'done', jsonb_build_object('since', known.at, 'connections',
          COALESCE((SELECT jsonb_agg(public_id) FROM doubtful), '[]'::jsonb))
        FROM noticed CROSS JOIN known
      ), raised AS (
        INSERT INTO deployment (key, value, updated_at) VALUES (${keyOf(mark.volume)}, ${mark.count + 1}::bigint::text, now())
        ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_at = now() RETURNING value::bigint, updated_at AS at
      )
      SELECT raised.value AS count, raised.at, EXISTS (SELECT FROM noticed) AS noticed, known.at AS since,
        ARRAY(SELECT public_id FROM doubtful ORDER BY id) AS declared
      FROM raised CROSS JOIN known`;
    if (!row) throw new Error("database: a mark was not written");
    const { count, at, noticed, since, declared } = row;
    return { mark: { volume: mark.volume, count: Number(count), at }, knownBefore: !noticed, since, declared };
  },
});
