import { withSession } from "./postgres-session";

export type Snapshot = {
  /** Puts every row back as it was then, and takes away what came later. */
  readonly restore: () => Promise<void>;
};

/** A backup of every table, kept beside them. The sequences go on: ids are not what a restore is about. */
export async function snapshotOf(url: string): Promise<Snapshot> {
  const names = await withSession(url, async (session) => {
    const found = await session.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
    );
    await session.query("drop schema if exists backup cascade; create schema backup");
    for (const { name } of found.rows) await session.query(`create table backup."${name}" as table public."${name}"`);
    return found.rows.map(({ name }) => name);
  });
  return {
    restore: () =>
      withSession(url, async (session) => {
        // Without its checks the order of the tables does not matter; the rows satisfied them when they were copied.
        await session.query("begin; set local session_replication_role = replica");
        for (const name of names)
          await session.query(`delete from public."${name}"; insert into public."${name}" select * from backup."${name}"`);
        await session.query("commit");
      }),
  };
}
