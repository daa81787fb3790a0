import type { House } from "./house";

/**
 * Lets the database's time pass without waiting: everything that it counts with moves into the past by so
 * much. Leases stay as they are: what is in flight is in flight in real time.
 */
export async function letTimePass(house: Pick<House, "database">, seconds: number): Promise<void> {
  const back = (...columns: readonly string[]) =>
    columns.map((name) => `${name} = ${name} - $1 * interval '1 second'`).join(", ");
  // By itself and first: a row that fails at this moment is one of the others by the time they are moved.
  await house.database.query(`update credential set ${back("refresh_after")} where last_failed_at is null`, [seconds]);
  await house.database.query(
    `with r as (update client_registration set ${back("frozen_until", "trouble_since", "held_until", "marked_from", "canary_after", "canary_at")}),
      f as (update credential set ${back("refresh_after", "last_failed_at")} where last_failed_at is not null),
      p as (update refresh_attempt set ${back("started_at", "finished_at")} where finished_at > now() - interval '1 hour')
     update incident set ${back("opened_at", "closed_at")}`,
    [seconds],
  );
}
