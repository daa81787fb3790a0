import type { OwnState } from "../../core/connections/own-state";
import type { Db } from "./open";

/** How many connections of a registration stand alike by themselves. */
export type StateCount = {
  readonly registration: bigint;
  readonly isTest: boolean;
  readonly own: OwnState;
  readonly n: number;
};

/** The counts that are kept with what was not folded into them yet: true at one instant, and as many rows as there are registrations and states. */
export async function readStateCounts(db: Db): Promise<readonly StateCount[]> {
  const rows = await db.$queryRaw<{ registration_id: bigint; is_test: boolean; own_state: OwnState; n: number }[]>`
    SELECT registration_id, is_test, own_state, sum(n)::int AS n FROM (
      SELECT registration_id, is_test, own_state, n FROM state_count UNION ALL SELECT registration_id, is_test, own_state, n FROM state_delta
    ) AS both_ GROUP BY 1, 2, 3 HAVING sum(n) <> 0`;
  return rows.map((row) => ({ registration: row.registration_id, isTest: row.is_test, own: row.own_state, n: row.n }));
}
