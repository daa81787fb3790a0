import type { TestDatabase } from "./postgres";

/** Every registration as if nothing had ever been wrong there: nothing rests, no connection either, and what failed before is not judged again. */
export async function calm(database: Pick<TestDatabase, "query">): Promise<void> {
  await database.query(
    `update client_registration set frozen_until = null, frozen_code = null, trouble = null, trouble_since = null, held_until = null,
       marked = 0, marked_from = null, judged_from = (select max(id) from refresh_attempt)`,
  );
  await database.query("update credential set lease_until = null where lease_id is null and lease_until is not null");
  await database.query("delete from incident");
}
