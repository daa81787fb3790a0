import type { Trouble } from "../../core/connections/trouble";
import type { AdminIncident, AdminReads } from "../../core/ports/admin";
import type { Db } from "./open";

type Row = {
  id: string;
  kind: Trouble;
  code: string | null;
  opened_at: Date;
  closed_at: Date | null;
  provider_id: string;
  environment_id: string;
  registration_id: string;
  name: string;
  connections: number;
  frozen_until: Date | null;
};

/** What is or was wrong for many connections at once, in one statement. */
export const adminIncidents = (db: Db): Pick<AdminReads, "incidents"> => ({
  async incidents(closedSince, limit) {
    const rows = await db.$queryRaw<Row[]>`
      SELECT i.public_id AS id, i.kind, i.code, i.opened_at, i.closed_at, r.provider_id, r.environment_id, r.public_id AS registration_id, r.name, r.frozen_until,
        (SELECT COALESCE(sum(n), 0) FROM (
          SELECT registration_id, own_state, n FROM state_count UNION ALL SELECT registration_id, own_state, n FROM state_delta
        ) AS kept WHERE kept.registration_id = r.id AND kept.own_state NOT IN ('disconnected', 'paused', 'reconnect'))::int AS connections
      FROM incident i JOIN client_registration r ON r.id = i.registration_id
      WHERE i.closed_at IS NULL OR i.closed_at >= ${closedSince}::timestamptz
      ORDER BY i.closed_at IS NULL DESC, COALESCE(i.closed_at, i.opened_at) DESC LIMIT ${limit}`;
    return rows.map(toIncident);
  },
});

const toIncident = (row: Row): AdminIncident => ({
  id: row.id,
  kind: row.kind,
  code: row.code,
  openedAt: row.opened_at,
  closedAt: row.closed_at,
  providerId: row.provider_id,
  environmentId: row.environment_id,
  registrationId: row.registration_id,
  registrationName: row.name,
  connections: row.connections,
  frozenUntil: row.frozen_until,
});
