import { withSession } from "./postgres-session";

/** The server ends every session of a database and lets nobody in until the returned function is called. */
export async function shutDatabase(databaseUrl: string): Promise<() => Promise<void>> {
  const url = new URL(databaseUrl);
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  const run = (sql: string) => withSession(url.href, (session) => session.query(sql));
  await run(`alter database ${name} allow_connections false`);
  await run(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
  return async () => void (await run(`alter database ${name} allow_connections true`));
}
