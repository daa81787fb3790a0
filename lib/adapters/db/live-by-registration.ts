import type { Db } from "./open";

/** How many connections that are not ended belong to each of these registrations, from the counts that are kept anyway. */
export async function liveByRegistration(
  db: Db,
  registrations: readonly { readonly id: bigint }[],
): Promise<ReadonlyMap<bigint, number>> {
  if (registrations.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: bigint; live: number }[]>`
    SELECT registration_id AS id, sum(n)::int AS live FROM (
      SELECT registration_id, own_state, n FROM state_count UNION ALL SELECT registration_id, own_state, n FROM state_delta
    ) kept WHERE registration_id = ANY(${registrations.map(({ id }) => id)}::bigint[]) AND own_state <> 'disconnected' GROUP BY 1`;
  return new Map(rows.map(({ id, live }) => [id, live]));
}
