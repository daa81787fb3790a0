import { FAILURES_TO_SHOW } from "../../core/connections/display-state";
import { ENDS_SOON_DAYS, TROUBLE_TOLD_MS, WATCH_DAYS } from "../../core/notices/notice";
import type { Derivation } from "../../core/ports/admin";
import type { NoticeQueue } from "../../core/ports/notices";
import { Prisma } from "./generated/client";
import type { Db } from "./open";
import { stateColumns } from "./state-columns";

const LOOKED = "notices:looked";
const LABELS_TOLD = 5;

const SIGNS = Prisma.sql`(facts.is_over OR r.trouble IS NOT NULL
  OR (facts.failing AND k.last_failure_class <> 'grant' AND k.failures_in_row >= ${FAILURES_TO_SHOW}))`;

/** Trouble as the pages show it, also where a more urgent state gives the connection its name. */
const IN_TROUBLE = Prisma.sql`kept.trying AND ${SIGNS}`;

/** What began before is not over because an admin has paused or stopped everything since: it only cannot show that it works. */
const STILL_IN_TROUBLE = Prisma.sql`c.status = 'ACTIVE' AND NOT gone.reconnect AND ${SIGNS}`;

/** In an emergency nobody is asked for what would be refused; it is noted when that is over. */
const MAY_ACT = Prisma.sql`r.emergency_at IS NULL`;

const connections = (derive: Derivation): Prisma.Sql => Prisma.sql`
  connection c JOIN credential k ON k.connection_id = c.id JOIN client_registration r ON r.id = c.registration_id ${stateColumns(derive)}`;

/**
 * Notes what only time brings about, for everybody at once: each statement looks first at what its own rows tell cheaply. Each is one statement, and what is open already is not
 * noted again, so any number of processes may look.
 */
export const noticeSweep = (db: Db): Pick<NoticeQueue, "mayLook" | "lookAround"> => ({
  async mayLook(everyMs) {
    const taken = await db.$executeRaw`
      INSERT INTO deployment (key, value, updated_at) VALUES (${LOOKED}, '', now())
      ON CONFLICT (key) DO UPDATE SET updated_at = now()
      WHERE deployment.updated_at <= now() - ${everyMs}::float8 * interval '1 millisecond'`;
    return taken === 1;
  },

  async lookAround(derive) {
    await endTroubles(db, derive);
    await beginTroubles(db, derive);
    await endWatches(db, derive);
    await endEndings(db, derive);
    await beginEndings(db, derive);
    await noteEnded(db, derive);
  },
});

/** One for each person and provider, whether all of its connections have trouble or only theirs. */
async function beginTroubles(db: Db, derive: Derivation): Promise<void> {
  await db.$executeRaw`
    INSERT INTO notice (user_id, kind, provider_id, data)
    SELECT c.owner_id, 'trouble', c.provider_id, jsonb_build_object(
      'since', to_char(min(trouble.since) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
      'why', CASE WHEN bool_or(s.condition = 'needs_you') THEN 'setup' ELSE 'provider' END, 'count', count(*),
      'labels', to_jsonb((array_agg(c.label ORDER BY c.id))[1:${LABELS_TOLD}::int]), 'muted', bool_and(c.muted_at IS NOT NULL))
    FROM ${connections(derive)}
    CROSS JOIN LATERAL (SELECT LEAST(r.trouble_since, CASE WHEN facts.is_over THEN clock.access_end END, CASE WHEN k.failures_in_row > 0 THEN (
      SELECT min(p.started_at) FROM refresh_attempt p
      WHERE p.connection_id = c.id AND p.state IN ('FAILED', 'UNKNOWN') AND p.started_at >= k.obtained_at) END) AS since) AS trouble
    WHERE (r.trouble IS NOT NULL OR k.failures_in_row > 0 OR k.access_expires_at < ${derive.now}::timestamptz)
      AND ${IN_TROUBLE} AND trouble.since <= now() - ${TROUBLE_TOLD_MS}::float8 * interval '1 millisecond'
    GROUP BY c.owner_id, c.provider_id
    ON CONFLICT DO NOTHING`;
}

/** Over once none of them has trouble any more. That it works again is said only where something does. */
async function endTroubles(db: Db, derive: Derivation): Promise<void> {
  await db.$executeRaw`
    WITH open AS MATERIALIZED (SELECT id, user_id, provider_id FROM notice WHERE kind = 'trouble' AND closed_at IS NULL),
    now_ AS MATERIALIZED (
      SELECT c.owner_id, c.provider_id, bool_or(${STILL_IN_TROUBLE}) AS in_trouble, bool_or(c.status = 'ACTIVE' AND NOT gone.reconnect) AS works
      FROM ${connections(derive)} WHERE (c.owner_id, c.provider_id) IN (SELECT user_id, provider_id FROM open) GROUP BY 1, 2
    ), over AS (
      UPDATE notice n SET closed_at = now() FROM open
      WHERE n.id = open.id AND n.closed_at IS NULL
        AND NOT EXISTS (SELECT FROM now_ WHERE owner_id = open.user_id AND now_.provider_id = open.provider_id AND in_trouble)
        -- What an admin has told lasts as long as they say, also where we see nothing of it.
        AND NOT EXISTS (SELECT FROM outage_note o WHERE o.public_id = n.data->>'outage' AND (o.ends_at IS NULL OR o.ends_at > now()))
      RETURNING n.id, n.user_id, n.provider_id, n.data
    )
    INSERT INTO notice (user_id, kind, provider_id, about_id, data)
    SELECT user_id, 'working_again', provider_id, id, data - 'why' FROM over
    WHERE EXISTS (SELECT FROM now_ WHERE owner_id = over.user_id AND now_.provider_id = over.provider_id AND works)`;
}

/** Somebody who waits for a provider hears of it once it was seen to work since, by whomever. Nobody waits for ever. */
async function endWatches(db: Db, derive: Derivation): Promise<void> {
  await db.$executeRaw`
    WITH works AS (
      DELETE FROM provider_watch w WHERE EXISTS (
        SELECT FROM client_registration r WHERE r.provider_id = w.provider_id AND r.enabled
          AND (EXISTS (SELECT FROM credential k WHERE k.registration_id = r.id AND k.obtained_at > w.created_at)
            OR (r.canary_result = 'accepted' AND r.canary_at > w.created_at))
      ) AND NOT EXISTS (SELECT FROM client_registration r WHERE r.provider_id = w.provider_id AND r.enabled AND r.trouble IS NOT NULL)
        AND NOT EXISTS (SELECT FROM ${connections(derive)} WHERE c.owner_id = w.user_id AND c.provider_id = w.provider_id AND ${STILL_IN_TROUBLE})
      RETURNING w.user_id, w.provider_id
    ), told AS (INSERT INTO notice (user_id, kind, provider_id) SELECT user_id, 'back', provider_id FROM works)
    DELETE FROM provider_watch WHERE created_at < now() - ${WATCH_DAYS} * interval '1 day'`;
}

async function beginEndings(db: Db, derive: Derivation): Promise<void> {
  await db.$executeRaw`
    INSERT INTO notice (user_id, kind, connection_id, provider_id, data)
    SELECT c.owner_id, 'ends_soon', c.id, c.provider_id, jsonb_build_object('days', early.days,
      'endsAt', to_char(ending.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
    FROM ${connections(derive)}
    CROSS JOIN LATERAL (SELECT COALESCE(k.refresh_expires_at, clock.access_end) AS at) AS ending
    CROSS JOIN LATERAL (SELECT min(days) AS days FROM unnest(${[...ENDS_SOON_DAYS]}::int[]) AS days
      WHERE ${derive.now}::timestamptz >= ending.at - days * interval '1 day') AS early
    WHERE LEAST(k.refresh_expires_at, CASE WHEN NOT k.has_refresh THEN k.access_expires_at END)
        <= ${derive.now}::timestamptz + ${Math.max(...ENDS_SOON_DAYS)} * interval '1 day'
      AND s.state = 'ends_soon' AND early.days IS NOT NULL AND ${MAY_ACT}
    ON CONFLICT DO NOTHING`;
}

/** What was announced is over, or is not going to happen any more. */
async function endEndings(db: Db, derive: Derivation): Promise<void> {
  await db.$executeRaw`
    UPDATE notice n SET closed_at = now() WHERE n.kind = 'ends_soon' AND n.closed_at IS NULL
      AND NOT EXISTS (SELECT FROM ${connections(derive)} WHERE c.id = n.connection_id AND s.state IN ('ends_soon', 'trouble_off'))`;
}

/** Access that nothing renews has ended: no transaction changed anything. */
async function noteEnded(db: Db, derive: Derivation): Promise<void> {
  await db.$executeRaw`
    INSERT INTO notice (user_id, kind, connection_id, provider_id, data)
    SELECT c.owner_id, 'reconnect', c.id, c.provider_id, '{"reason": "access_ended"}'
    FROM ${connections(derive)}
    WHERE (NOT k.has_refresh OR k.refresh_expires_at <= ${derive.now}::timestamptz) AND s.state = 'reconnect' AND c.status <> 'NEEDS_REAUTH'
      AND ${MAY_ACT}
    ON CONFLICT DO NOTHING`;
}
