import type { CanaryResult } from "../../core/connections/canary";
import type { CanaryStore } from "../../core/ports/canaries";
import type { Db } from "./open";

/** The turns of canaries in PostgreSQL. */
export const canaryStore = (db: Db): CanaryStore => ({
  async take(providerIds, everyMs) {
    const [row] = await db.$queryRaw<{ id: string }[]>`
      UPDATE client_registration SET canary_after = now() + ${everyMs}::float8 * interval '1 millisecond' WHERE id = (
        SELECT id FROM client_registration WHERE enabled AND provider_id = ANY(${[...providerIds]})
          AND (canary_after IS NULL OR canary_after <= now()) AND (frozen_until IS NULL OR frozen_until <= now() OR trouble IS NOT NULL)
        ORDER BY id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
      ) RETURNING public_id AS id`;
    return row?.id ?? null;
  },

  async note(registrationId, result) {
    const [row] = await db.$queryRaw<{ before: CanaryResult | null }[]>`
      WITH was AS (SELECT id, canary_result FROM client_registration WHERE public_id = ${registrationId} FOR NO KEY UPDATE)
      UPDATE client_registration r SET canary_result = ${result}, canary_at = now() FROM was WHERE r.id = was.id
      RETURNING was.canary_result AS before`;
    return row?.before ?? null;
  },
});
