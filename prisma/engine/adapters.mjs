import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

/** PostgreSQL's one-byte "char", as its catalogue uses it. */
const CHAR = 18;

/** Types of catalogue columns that the adapter does not know, as types that it knows and reads alike. */
const KNOWN_TYPE = new Map([
  [CHAR, 1042], // "char" -> bpchar
  [22, 1005], // int2vector -> int2[]
  [24, 25], // regproc -> text
  [28, 25], // xid -> text
  [30, 1028], // oidvector -> oid[]
  [194, 25], // pg_node_tree -> text
  [2205, 25], // regclass -> text
  [2206, 25], // regtype -> text
]);

/**
 * Where the engine works: on a server, with a second database to try migrations in. That one is made in memory, so
 * that comparing needs neither a server nor the right to create databases.
 *
 * @param {{ url?: string, shadowDatabaseUrl?: string }} datasource without a url everything happens in memory
 */
export function adapterFactory(datasource) {
  const { url, shadowDatabaseUrl } = datasource;
  return {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => (url ? connectServer(url) : connectMemory()),
    connectToShadowDb: () => (shadowDatabaseUrl ? connectServer(shadowDatabaseUrl) : connectMemory()),
  };
}

async function connectServer(url) {
  const schema = new URL(url).searchParams.get("schema") ?? undefined;
  return forCatalogue(await new PrismaPg({ connectionString: url, max: 1 }, { schema }).connect());
}

async function connectMemory() {
  const { PGlite } = await import("@electric-sql/pglite");
  const { createPgConfig } = await import("@electric-sql/pglite/node-postgres");
  const lite = await PGlite.create();
  const config = createPgConfig(lite);
  // The bridge accepts type parsers per query only as a list; the adapter hands over an object and parses by itself.
  const parse = config.connection.parse.bind(config.connection);
  config.connection.parse = (query) => parse(Array.isArray(query.types) ? query : { ...query, types: undefined });
  const pool = new pg.Pool({ ...config, max: 1, idleTimeoutMillis: 0 });
  const adapter = forCatalogue(await new PrismaPg(pool).connect());
  adapter.dispose = async () => {
    await pool.end();
    await lite.close();
  };
  return adapter;
}

/** Teaches an adapter, made for an application's tables, to read the catalogue and to run whole scripts. */
function forCatalogue(adapter) {
  const pool = adapter.underlyingDriver();
  const rawQuery = pool.query.bind(pool);
  let charColumns = [];

  pool.query = async (...args) => {
    const result = await rawQuery(...args);
    const fields = result?.fields ?? [];
    charColumns = fields.flatMap((field, index) => (field.dataTypeID === CHAR ? [index] : []));
    for (const field of fields) field.dataTypeID = KNOWN_TYPE.get(field.dataTypeID) ?? field.dataTypeID;
    return result;
  };

  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };

  // The adapter cuts a script at every semicolon, also inside a function's body; the server knows better.
  adapter.executeScript = async (script) => {
    try {
      await rawQuery(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  return adapter;
}
