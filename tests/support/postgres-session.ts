import pg from "pg";

/** Runs `work` in a session of its own, which ends afterwards. */
export async function withSession<T>(url: string, work: (session: pg.Client) => Promise<T>): Promise<T> {
  const session = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await session.connect();
  try {
    return await work(session);
  } finally {
    await session.end();
  }
}

/** The address of another database of the same server. */
export function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
