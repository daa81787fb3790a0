import type { CanaryResult } from "../../core/connections/canary";
import type { CanaryStore } from "../../core/ports/canaries";
import type { Db } from "./open";

type Asked = { canary_result: CanaryResult | null; canary_at: Date | null; rests: boolean; taken: boolean };

/** The turns of canaries in PostgreSQL. */
export const canaryStore = (db: Db): CanaryStore => ({
  async take(providerIds, everyMs) {
    const [row] = await db.$queryRaw<{ id: string }[]>`
      UPDATE client_registration SET canary_after = now() + ${everyMs}::float8 * interval '1 millisecond' WHERE id = (
        SELECT id FROM client_registration WHERE enabled AND emergency_at IS NULL AND provider_id = ANY(${[...providerIds]})
          AND (canary_after IS NULL OR canary_after <= now()) AND (frozen_until IS NULL OR frozen_until <= now() OR trouble IS NOT NULL)
        ORDER BY id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
      ) RETURNING public_id AS id`;
    return row?.id ?? null;
  },

  async takeAsked(registrationId, { everyMs, onceInMs }) {
    // The next turn stands where the last one was taken, one span later.
    const [row] = await db.$queryRaw<Asked[]>`
      WITH was AS (
        SELECT id, canary_result, canary_at, coalesce(frozen_until > now() AND trouble IS NULL, false) OR emergency_at IS NOT NULL AS rests,
          canary_after IS NULL OR canary_after <= now() + ${everyMs - onceInMs}::float8 * interval '1 millisecond' AS free
        FROM client_registration WHERE public_id = ${registrationId} FOR NO KEY UPDATE
      ), taken AS (
        UPDATE client_registration r SET canary_after = now() + ${everyMs}::float8 * interval '1 millisecond'
        FROM was WHERE r.id = was.id AND was.free AND NOT was.rests RETURNING r.id
      ) SELECT canary_result, canary_at, rests, EXISTS (SELECT 1 FROM taken) AS taken FROM was`;
    const { canary_result: result = null, canary_at: at = null, rests = false, taken = false } = row ?? {};
    return { taken, rests, last: result !== null && at !== null ? { result, at } : null };
  },

  async note(registrationId, result) {
    const [row] = await db.$queryRaw<{ before: CanaryResult | null }[]>`
      WITH was AS (SELECT id, canary_result FROM client_registration WHERE public_id = ${registrationId} FOR NO KEY UPDATE)
      UPDATE client_registration r SET canary_result = ${result}, canary_at = now() FROM was WHERE r.id = was.id
      RETURNING was.canary_result AS before`;
    return row?.before ?? null;
  },
});
