import type { EmergencyRecord, EmergencyStore } from "../../core/ports/emergency";
import { emergencyCampaign } from "./emergency-campaign";
import { IS_ABOUT } from "./emergency-ending";
import { Prisma } from "./generated/client";
import { writeAudit } from "./history";
import { nextState } from "./job-state-column";
import type { Db } from "./open";

type Row = {
  id: string;
  registration_id: string | null;
  provider_id: string | null;
  started_at: Date;
  started_by: string | null;
  ended_at: Date | null;
  ended_by: string | null;
};
type Place = {
  id: string;
  provider_id: string;
  environment_id: string;
  name: string;
  live: number;
  stopped_at: Date | null;
};

const COLUMNS = Prisma.sql`e.public_id AS id, r.public_id AS registration_id, e.provider_id, e.started_at, s.name AS started_by, e.ended_at, t.name AS ended_by
  FROM emergency e LEFT JOIN client_registration r ON r.id = e.registration_id
  LEFT JOIN app_user s ON s.public_id = e.started_by LEFT JOIN app_user t ON t.public_id = e.ended_by`;

/** Whoever waits for this row sees the registrations as the one before has left them. */
const LOCK = Prisma.sql`SELECT pg_advisory_xact_lock(7105129)`;

/**
 * Each registration as the open emergencies say. Renewals that were paused before stay paused afterwards.
 *
 * What is lifted begins slowly: its lanes see that instant.
 */
const follow = (tx: Prisma.TransactionClient) => tx.$executeRaw`
  WITH said AS (
    SELECT r.id, r.emergency_at AS was, (
      SELECT min(e.started_at) FROM emergency e WHERE e.ended_at IS NULL AND ${IS_ABOUT}) AS now
    FROM client_registration r
  )
  UPDATE client_registration r SET emergency_at = said.now, updated_at = now(),
    renewals_paused_at = CASE WHEN r.renewals_paused_at IS NULL OR r.renewals_paused_at >= said.was THEN said.now ELSE r.renewals_paused_at END,
    resumed_at = CASE WHEN said.now IS NULL THEN now() ELSE r.resumed_at END
  FROM said WHERE said.id = r.id AND said.was IS DISTINCT FROM said.now`;

/** Emergencies in PostgreSQL. */
export const emergencyStore = (db: Db): EmergencyStore => ({
  async places() {
    const rows = await db.$queryRaw<Place[]>`
      SELECT r.public_id AS id, r.provider_id, r.environment_id, r.name, r.emergency_at AS stopped_at, COALESCE(n.live, 0)::int AS live
      FROM client_registration r LEFT JOIN (
        SELECT registration_id, sum(n) FILTER (WHERE own_state <> 'disconnected') AS live FROM (
          SELECT registration_id, own_state, n FROM state_count UNION ALL SELECT registration_id, own_state, n FROM state_delta
        ) AS counted GROUP BY 1
      ) AS n ON n.registration_id = r.id
      WHERE r.removed_at IS NULL OR r.emergency_at IS NOT NULL OR n.live > 0
      ORDER BY r.provider_id, r.environment_id, r.id`;
    return rows.map((row) => ({
      id: row.id,
      providerId: row.provider_id,
      environmentId: row.environment_id,
      name: row.name,
      live: row.live,
      stoppedAt: row.stopped_at,
    }));
  },

  async list(limit) {
    const rows = await db.$queryRaw<Row[]>`
      SELECT ${COLUMNS} WHERE e.ended_at IS NULL OR e.id IN (SELECT id FROM emergency WHERE ended_at IS NOT NULL ORDER BY id DESC LIMIT ${limit})
        OR EXISTS (SELECT FROM job j WHERE j.params->>'emergency' = e.public_id AND j.ended_at IS NULL AND j.state <> 'previewed')
      ORDER BY e.ended_at IS NOT NULL, e.id DESC`;
    return rows.map(toRecord);
  },

  async open() {
    return (await db.$queryRaw<Row[]>`SELECT ${COLUMNS} WHERE e.ended_at IS NULL ORDER BY e.id`).map(toRecord);
  },

  async byId(id) {
    const [row] = await db.$queryRaw<Row[]>`SELECT ${COLUMNS} WHERE e.public_id = ${id}`;
    return row ? toRecord(row) : null;
  },

  async jobOf(id, kind) {
    const [row] = await db.$queryRaw<{ id: string }[]>`
      SELECT public_id AS id FROM job WHERE kind = ${kind} AND params->>'emergency' = ${id} AND state <> 'previewed' ORDER BY job.id DESC LIMIT 1`;
    return row?.id ?? null;
  },

  begin: ({ id, registrationId, providerId, by }, audit) =>
    db.$transaction(async (tx) => {
      await tx.$queryRaw`${LOCK}::text`;
      const [place] = await tx.$queryRaw<{ id: bigint | null }[]>`
        SELECT id FROM client_registration WHERE public_id = ${registrationId}
        UNION ALL SELECT NULL WHERE ${registrationId}::text IS NULL AND (
          ${providerId}::text IS NULL OR EXISTS (SELECT FROM client_registration WHERE provider_id = ${providerId}))`;
      if (!place) return "not_found";
      const begun = await tx.$executeRaw`
        INSERT INTO emergency (public_id, registration_id, provider_id, started_by) VALUES (${id}, ${place.id}, ${providerId}, ${by})
        ON CONFLICT DO NOTHING`;
      if (begun === 0) return "exists";
      await follow(tx);
      await writeAudit(tx, audit);
      return "begun";
    }),

  lift: (id, { by, cancels }, audit) =>
    db.$transaction(async (tx) => {
      await tx.$queryRaw`${LOCK}::text`;
      const lifted = await tx.$executeRaw`
        UPDATE emergency SET ended_at = now(), ended_by = ${by} WHERE public_id = ${id} AND ended_at IS NULL`;
      if (lifted === 0) return false;
      await follow(tx);
      const next = nextState("cancelled");
      const jobs = await tx.$queryRaw<{ id: string }[]>`
        UPDATE job SET state = ${next} WHERE kind = ${cancels} AND params->>'emergency' = ${id} AND state <> 'previewed' AND ${next} IS NOT NULL
        RETURNING public_id AS id`;
      await writeAudit(tx, audit(jobs.map((job) => job.id)));
      return true;
    }),

  ...emergencyCampaign(db),
});

const toRecord = (row: Row): EmergencyRecord => ({
  id: row.id,
  registrationId: row.registration_id,
  providerId: row.provider_id,
  startedAt: row.started_at,
  startedBy: row.started_by,
  endedAt: row.ended_at,
  endedBy: row.ended_by,
});
