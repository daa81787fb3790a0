import pg from "pg";

/** @param {string} url @throws when the server or the database is not there */
export async function ping(url) {
  await withClient(url, async () => undefined);
}

/** Creates the database that `url` names and answers with its name. */
export async function createDatabase(url) {
  const server = new URL(url);
  const name = decodeURIComponent(server.pathname.slice(1));
  server.pathname = "/postgres";
  await withClient(server.href, (client) => client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`));
  return name;
}

/** PostgreSQL's code as Prisma's: no such database, wrong password, else no server. */
export function databaseErrorCode(error) {
  if (error.code === "3D000") return "P1003";
  if (error.code === "28P01") return "P1000";
  return "P1001";
}

async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
