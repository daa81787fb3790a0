import type { ConnectionStatus } from "../../core/connections/connection";
import type { RefreshStore } from "../../core/ports/refreshes";
import type { Db } from "./open";

type Row = {
  status: ConnectionStatus;
  generation: number;
  in_flight: boolean;
  last_state: string | null;
  last_class: string | null;
};

/** What others may know about a refresh that runs. */
export function refreshProgress(db: Db): Pick<RefreshStore, "progress"> {
  return {
    async progress(connectionId) {
      const [row] = await db.$queryRaw<Row[]>`
        SELECT c.status::text AS status, k.generation, COALESCE(k.lease_id IS NOT NULL AND k.lease_until > now(), false) AS in_flight,
          p.state::text AS last_state, p.error_class AS last_class
        FROM connection c JOIN credential k ON k.connection_id = c.id
        LEFT JOIN LATERAL (SELECT state, error_class FROM refresh_attempt WHERE connection_id = c.id ORDER BY id DESC LIMIT 1) p ON true
        WHERE c.public_id = ${connectionId}`;
      if (!row) return null;
      const { status, generation } = row;
      return { status, generation, inFlight: row.in_flight, lastState: row.last_state, lastClass: row.last_class };
    },
  };
}
