import { type RecentRenewal, signOf } from "../../core/connections/outage-judge";
import {
  HELD_EVERY_MS,
  HELD_REFUSED_MS,
  HOLD_MS,
  JUDGED_MOST,
  JUDGED_MS,
  LONGEST_HOLD_MS,
  MOST_MARKED,
  PROBE_EVERY_MS,
} from "../../core/connections/trouble";
import type { TroubleStore } from "../../core/ports/troubles";
import type { ErrorClass } from "../../core/providers/definition-reply";
import { Prisma } from "./generated/client";
import type { Db } from "./open";

type Recent = { connection_id: string; reply_class: ErrorClass | null; brought: boolean; is_old: boolean; is_explained: boolean };

const ms = (length: number): Prisma.Sql => Prisma.sql`${length}::float8 * interval '1 millisecond'`;

/**
 * Troubles of registrations in PostgreSQL. Each change is one conditional write on the registration's
 * row, so of any number of processes that notice the same thing one makes it so, and the others see it.
 */
export const troubleStore = (db: Db): TroubleStore => ({ ...judging(db), ...changing(db), ...probing(db) });

function toRenewal(row: Recent): RecentRenewal {
  const sign = signOf(row.reply_class, row.brought);
  if (sign !== "refused") return { connectionId: row.connection_id, sign, isOld: false };
  // A refusal after an answer that got lost on its way to us, or of a token that somebody else had renewed, tells of
  // nobody but this connection.
  return { connectionId: row.connection_id, sign: row.is_explained ? "nothing" : sign, isOld: row.is_old };
}

const judging = (db: Db): Pick<TroubleStore, "recent" | "mayGiveUp"> => ({
  async recent(registrationId) {
    const rows = await db.$queryRaw<Recent[]>`
      SELECT p.connection_id::text, p.reply_class, p.state IN ('COMMITTED', 'SUPERSEDED') AS brought,
        p.state = 'SUPERSEDED' OR p.tries > 1 OR COALESCE(c.reauth_reason = 'refresh_outcome_lost', false) AS is_explained,
        COALESCE(k.refusals > 0 AND k.last_failed_at < now() - ${ms(JUDGED_MS)}, false) AS is_old
      FROM client_registration r
      JOIN LATERAL (
        SELECT * FROM refresh_attempt WHERE registration_id = r.id AND id > COALESCE(r.judged_from, 0) ORDER BY id DESC LIMIT ${JUDGED_MOST}
      ) p ON true JOIN credential k ON k.connection_id = p.connection_id JOIN connection c ON c.id = p.connection_id
      WHERE r.public_id = ${registrationId} AND p.finished_at > now() - ${ms(JUDGED_MS)} ORDER BY p.finished_at DESC, p.id DESC`;
    return rows.map(toRenewal);
  },

  async mayGiveUp({ registrationId, refusedForMs, few }) {
    const isNew = Prisma.sql`(marked_from IS NULL OR marked_from <= now() - ${ms(JUDGED_MS)})`;
    const isHeld = Prisma.sql`(held_until IS NOT NULL AND held_until > now())`;
    const taken = await db.$executeRaw`
      UPDATE client_registration SET marked = CASE WHEN ${isHeld} OR ${isNew} THEN 1 ELSE marked + 1 END,
        marked_from = CASE WHEN ${isHeld} OR ${isNew} THEN now() ELSE marked_from END
      WHERE public_id = ${registrationId} AND trouble IS NULL AND CASE
        WHEN ${isHeld} THEN ${refusedForMs >= HELD_REFUSED_MS} AND (marked_from IS NULL OR marked_from <= now() - ${ms(HELD_EVERY_MS)})
        ELSE ${few} OR ${isNew} OR marked < ${MOST_MARKED} END`;
    return taken === 1;
  },
});

const changing = (db: Db): Pick<TroubleStore, "begin" | "end"> => ({
  async begin({ registrationId, trouble, code, newId }) {
    const news = await db.$queryRaw<{ id: bigint }[]>`
      WITH r AS (
        UPDATE client_registration SET trouble = ${trouble}, trouble_since = now(), frozen_code = ${code ?? trouble},
          frozen_until = GREATEST(COALESCE(frozen_until, now()), now() + ${ms(PROBE_EVERY_MS[trouble])})
        WHERE public_id = ${registrationId} AND trouble IS DISTINCT FROM ${trouble} RETURNING id
      ), other AS (
        UPDATE incident SET closed_at = now() FROM r WHERE registration_id = r.id AND closed_at IS NULL AND kind <> ${trouble}
      ), again AS (
        UPDATE incident SET closed_at = NULL WHERE id = (
          SELECT i.id FROM incident i JOIN r ON r.id = i.registration_id
          WHERE i.kind = ${trouble} AND i.closed_at > now() - ${ms(JUDGED_MS)} ORDER BY i.id DESC LIMIT 1
        ) RETURNING id
      ), opened AS (
        INSERT INTO incident (public_id, registration_id, kind, code)
        SELECT ${newId}, r.id, ${trouble}, ${code} FROM r WHERE NOT EXISTS (SELECT FROM again)
        ON CONFLICT DO NOTHING
      ) SELECT id FROM r`;
    return news.length > 0;
  },

  async end({ registrationId, only, leaseId }) {
    const ended = await db.$queryRaw<{ id: bigint }[]>`
      WITH was AS (
        SELECT id, trouble FROM client_registration WHERE public_id = ${registrationId} AND trouble IS NOT NULL
          AND ${only === undefined ? Prisma.sql`true` : Prisma.sql`trouble = ${only}`} FOR NO KEY UPDATE
      ), r AS (
        UPDATE client_registration SET trouble = NULL, trouble_since = NULL, frozen_until = NULL, frozen_code = NULL,
          held_until = CASE WHEN was.trouble = 'refusals' THEN now() + ${ms(HOLD_MS)} ELSE held_until END,
          judged_from = ${
            leaseId === undefined
              ? Prisma.sql`(SELECT max(id) FROM refresh_attempt WHERE registration_id = was.id)`
              : Prisma.sql`(SELECT id - 1 FROM refresh_attempt WHERE lease_id = ${leaseId})`
          }
        FROM was WHERE client_registration.id = was.id RETURNING was.id
      ), closed AS (
        UPDATE incident SET closed_at = now() FROM r WHERE registration_id = r.id AND closed_at IS NULL
      ) SELECT id FROM r`;
    return ended.length > 0;
  },
});

const probing = (db: Db): Pick<TroubleStore, "toProbe" | "probeSoon"> => ({
  async toProbe() {
    const usable = Prisma.sql`
      SELECT c.public_id, k.refresh_after FROM credential k JOIN connection c ON c.id = k.connection_id
      WHERE k.registration_id = r.id AND c.status = 'ACTIVE' AND k.has_refresh AND k.sealed IS NOT NULL`;
    const candidate = Prisma.sql`${usable} AND (k.lease_until IS NULL OR k.lease_until < now())`;
    const rows = await db.$queryRaw<{ registration_id: string; connection_id: string | null; is_believed: boolean }[]>`
      SELECT r.public_id AS registration_id, r.trouble = 'refusals' AND r.trouble_since < now() - ${ms(LONGEST_HOLD_MS)} AS is_believed, COALESCE(
        CASE WHEN r.trouble = 'refusals' THEN (SELECT public_id FROM (${candidate} AND k.refusals = 0) AS well ORDER BY refresh_after LIMIT 1) END,
        (SELECT public_id FROM (${candidate}) AS any_of_them ORDER BY refresh_after LIMIT 1),
        -- Where all of them rest the probe waits; that is no end of the trouble.
        (SELECT public_id FROM (${usable} AND k.lease_id IS NULL) AS resting ORDER BY refresh_after LIMIT 1)) AS connection_id
      FROM client_registration r WHERE r.trouble IS NOT NULL AND r.renewals_paused_at IS NULL AND r.emergency_at IS NULL AND (r.frozen_until IS NULL OR r.frozen_until <= now())`;
    return rows.map((row) => ({
      registrationId: row.registration_id,
      connectionId: row.connection_id,
      isBelieved: row.is_believed,
    }));
  },

  async probeSoon(registrationId) {
    await db.$executeRaw`
      UPDATE client_registration SET frozen_until = now() WHERE public_id = ${registrationId} AND trouble IS NOT NULL AND frozen_until > now()`;
  },
});
