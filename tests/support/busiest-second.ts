import type { TestDatabase } from "./postgres";

/**
 * The most renewals of one registration that were allowed within any second, by the clock that the budget
 * is counted with. A busy machine may hold up what was allowed, so what arrives may lie closer together.
 */
export async function busiestSecond(database: Pick<TestDatabase, "query">): Promise<number> {
  const [row] = await database.query(
    `select max(n)::int as most from (
       select count(*) over (partition by registration_id order by started_at range between current row and interval '999 milliseconds' following) as n
       from refresh_attempt) as windows`,
  );
  return Number(row?.["most"]);
}
