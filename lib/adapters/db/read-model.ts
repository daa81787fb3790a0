import type { ImpliedScope } from "../../core/ports/admin";
import type { ReadModel } from "../../core/ports/read-model";
import type { Db } from "./open";

/** Few enough that nobody waits noticeably for a row that is held meanwhile. */
const SETTLED_AT_ONCE = 200;
const FOLDED_AT_ONCE = 10_000;
const IMPLIED = "read-model:implied";

/** The read model of `prisma/models/read-model.prisma`. What writes it are triggers; here is what no change brings about. */
export const readModel = (db: Db): ReadModel => ({
  async settleDue() {
    // Both rows are held and neither is waited for. So nobody else can be about to settle one of these connections, and
    // this can wait in no circle although it settles many at once.
    const settled = await db.$executeRaw`
      WITH due AS MATERIALIZED (
        SELECT k.connection_id FROM credential k JOIN connection c ON c.id = k.connection_id
        WHERE k.state_until <= now() ORDER BY k.state_until LIMIT ${SETTLED_AT_ONCE} FOR NO KEY UPDATE OF c, k SKIP LOCKED
      ) UPDATE credential k SET state_until = NULL FROM due WHERE k.connection_id = due.connection_id`;
    return settled === SETTLED_AT_ONCE;
  },

  async foldCounts() {
    const [row] = await db.$queryRaw<{ folded: number }[]>`
      WITH gone AS (
        DELETE FROM state_delta WHERE id IN (SELECT id FROM state_delta ORDER BY id LIMIT ${FOLDED_AT_ONCE} FOR UPDATE SKIP LOCKED)
        RETURNING registration_id, is_test, own_state, n
      ), kept AS (
        INSERT INTO state_count (registration_id, is_test, own_state, n)
        SELECT registration_id, is_test, own_state, sum(n) FROM gone GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        ON CONFLICT (registration_id, is_test, own_state) DO UPDATE SET n = state_count.n + excluded.n
      ) SELECT count(*)::int AS folded FROM gone`;
    return row?.folded === FOLDED_AT_ONCE;
  },

  async syncImplied(implied) {
    const wanted = inOrder(implied);
    const before = await db.deployment.findUnique({ where: { key: IMPLIED }, select: { value: true } });
    const changed = changedProviders(before ? (JSON.parse(before.value) as Lines) : [], wanted);
    if (changed.length === 0) return 0;
    await replaceImplied(db, wanted);
    let settled = 0;
    for (const provider of changed) settled += await settleProvider(db, provider);
    // Only now: whoever ends in between does it again at the next start.
    const value = JSON.stringify(wanted);
    await db.deployment.upsert({
      where: { key: IMPLIED },
      create: { key: IMPLIED, value },
      update: { value, updatedAt: new Date() },
    });
    return settled;
  },
});

/** `[provider, value, contains]`, always in the same order. */
type Lines = readonly (readonly [string, string, string])[];

function inOrder(implied: readonly ImpliedScope[]): Lines {
  const lines = implied.map(({ providerId, value, contains }) => JSON.stringify([providerId, value, contains]));
  return [...new Set(lines)].sort().map((line) => JSON.parse(line) as [string, string, string]);
}

function changedProviders(before: Lines, now: Lines): readonly string[] {
  const of = (lines: Lines, provider: string) => JSON.stringify(lines.filter(([each]) => each === provider));
  const all = [...new Set([...before, ...now].map(([provider]) => provider))];
  return all.filter((provider) => of(before, provider) !== of(now, provider));
}

async function replaceImplied(db: Db, wanted: Lines): Promise<void> {
  await db.$executeRaw`
    WITH wanted AS MATERIALIZED (
      SELECT w->>0 AS provider_id, w->>1 AS value, w->>2 AS contains FROM jsonb_array_elements(${JSON.stringify(wanted)}::jsonb) AS w
    ), gone AS (
      DELETE FROM implied_scope i WHERE NOT EXISTS (
        SELECT FROM wanted w WHERE w.provider_id = i.provider_id AND w.value = i.value AND w.contains = i.contains)
    )
    INSERT INTO implied_scope (provider_id, value, contains) SELECT provider_id, value, contains FROM wanted ON CONFLICT DO NOTHING`;
}

/**
 * Only of those that have not all they asked for can it depend on what contains what.
 *
 * Both rows of all of them are locked, the connection's first as in every write, before any state is, which is what the array is for: whoever else settles a state holds one of them.
 */
async function settleProvider(db: Db, providerId: string): Promise<number> {
  let settled = 0;
  for (let last = 0n; ; ) {
    const [row] = await db.$queryRaw<{ last: bigint | null; n: number }[]>`
      SELECT max(id) AS last, count(settle_connection(id))::int AS n FROM unnest((SELECT array_agg(locked.id) FROM (
        SELECT c.id FROM connection c JOIN credential k ON k.connection_id = c.id
        WHERE c.provider_id = ${providerId} AND c.id > ${last} AND NOT c.scope_wanted <@ c.scope_granted
        ORDER BY c.id LIMIT ${SETTLED_AT_ONCE} FOR NO KEY UPDATE OF c, k) AS locked)) AS id`;
    if (!row?.last) return settled;
    settled += row.n;
    last = row.last;
  }
}
