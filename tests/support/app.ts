import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Role } from "@/lib/core/roles";
import { freePort } from "@/lib/server/free-port";
import { startChild } from "./child";
import { endWithTheRun } from "./ended-with-the-run";
import { ownEnvironment } from "./own-environment";
import { type TestDatabase, testDatabase } from "./postgres";

/** The built application in a process of its own, as `npm start` runs it, on a real database with its sandbox. */
export type App = {
  readonly origin: string;
  readonly sandboxOrigin: string;
  readonly database: TestDatabase;
  /** All that it has written. */
  readonly output: () => string;
  /** The trial's own secrets, to look for where they must not be. */
  readonly secrets: () => Promise<Readonly<Record<string, string>>>;
  /** Makes a person with a session. `cookie` is a whole `name=value`. */
  readonly signIn: (
    name: string,
    role?: Role,
  ) => Promise<{ readonly cookie: string; readonly userId: string; readonly sessionId: string; readonly email: string }>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export const SESSION_COOKIE = "__Host-holdfast.session";

/**
 * The one of this worker for whoever wants it as it is: to start one takes as long as most files' tests do. It is
 * given back empty. Whoever asks for other settings, or for a second one at the same time, gets their own.
 *
 * @throws {Error} with the server's own words when it does not start; it must have been built before
 */
export async function startApp(env: Readonly<Record<string, string>> = {}): Promise<App> {
  if (Object.keys(env).length > 0 || keptIsOut) return appOf(await startServer(env), (server) => server.end());
  keptIsOut = true;
  try {
    const server = (await cleared(kept)) ?? (await keep(await startServer({})));
    kept = server;
    return appOf(server, async () => {
      keptIsOut = false;
    });
  } catch (error) {
    keptIsOut = false;
    throw error;
  }
}

let kept: Emptied | null = null;
let keptIsOut = false;

type Server = Pick<App, "origin" | "sandboxOrigin" | "database" | "output"> & {
  readonly pid: number;
  readonly home: string;
  readonly end: () => Promise<void>;
};
type Emptied = Server & {
  /** Forgets all that tests have left. */
  readonly empty: () => Promise<void>;
};

function appOf(server: Server, end: (server: Server) => Promise<void>): App {
  const { origin, sandboxOrigin, database, home } = server;
  const before = server.output().length;
  return {
    origin,
    sandboxOrigin,
    database,
    output: () => server.output().slice(before),
    secrets: async () => JSON.parse(await readFile(path.join(home, "trial.json"), "utf8")) as Record<string, string>,
    signIn: (name, role = "seller") => signIn(database, name, role),
    [Symbol.asyncDispose]: () => end(server),
  };
}

/** One that a failed test left in disorder is not used again. */
const cleared = (used: Emptied | null): Promise<Emptied | null> =>
  used === null
    ? Promise.resolve(null)
    : used.empty().then(
        () => used,
        () => null,
      );

async function keep(server: Server): Promise<Emptied> {
  endWithTheRun({ pid: server.pid, home: server.home, database: new URL(server.database.url).pathname.slice(1) });
  const { query } = server.database;
  await query("create schema kept");
  for (const table of ["app_user", "client_registration"]) await query(`create table kept.${table} as select * from ${table}`);
  const tables = await query(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> all($1)",
    // The running server is still there, and says so only every few seconds; what permissions contain it says at its start.
    [["deployment", "_prisma_migrations", "engine_process", "implied_scope"]],
  );
  const all = tables.map(({ name }) => `"${name}"`).join(", ");
  return {
    ...server,
    empty: async () => {
      await fetch(`${server.sandboxOrigin}/console/reset`, { method: "POST", body: new URLSearchParams(), redirect: "manual" });
      await query(
        `alter table audit_event disable trigger keep_all_audit; truncate ${all}; alter table audit_event enable trigger keep_all_audit; insert into app_user select * from kept.app_user; insert into client_registration select * from kept.client_registration; update client_registration set canary_after = now() + interval '1 day'`,
      );
    },
  };
}

async function startServer(env: Readonly<Record<string, string>>): Promise<Server> {
  const database = await testDatabase();
  const home = await mkdtemp(path.join(tmpdir(), "holdfast-app-"));
  const port = await freePort(30_000 + Math.floor(Math.random() * 10_000), "localhost");
  const sandboxPort = await freePort(42_000 + Math.floor(Math.random() * 10_000), "127.0.0.1");
  const child = startChild(process.execPath, ["dist/server.js"], {
    env: {
      ...ownEnvironment(),
      TZ: "UTC",
      NODE_ENV: "production",
      HOLDFAST_MODE: "trial",
      HOLDFAST_HOME: home,
      DATABASE_URL: database.url,
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
      ...env,
    },
  });
  await child.waitFor(/Holdfast is ready/, 60_000);
  return {
    origin: `http://localhost:${port}`,
    sandboxOrigin: `http://127.0.0.1:${sandboxPort}`,
    database,
    output: child.output,
    pid: child.pid,
    home,
    end: async () => {
      await child.stop();
      await database[Symbol.asyncDispose]();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function signIn(database: TestDatabase, name: string, role: Role) {
  const token = randomBytes(32).toString("base64url");
  const [userId, sessionId] = [`usr_${randomBytes(15).toString("base64url")}`, `ses_${randomBytes(18).toString("base64url")}`];
  const email = `${name}.${randomBytes(6).toString("hex")}@shop.test`.toLowerCase();
  const hash = createHash("sha256").update(token).digest("base64url");
  await database.query('insert into app_user (public_id, name, email, role) values ($1, $2, $3, $4::"Role")', [
    userId,
    name,
    email,
    role,
  ]);
  await database.query(
    "insert into session (public_id, token_hash, user_id, expires_at) select $1, $2, id, now() + interval '1 day' from app_user where public_id = $3",
    [sessionId, hash, userId],
  );
  return { cookie: `${SESSION_COOKIE}=${token}`, userId, sessionId, email };
}
