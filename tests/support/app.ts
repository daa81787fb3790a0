import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "@/lib/server/free-port";
import { startChild } from "./child";
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
    role?: "seller" | "admin",
  ) => Promise<{ readonly cookie: string; readonly userId: string; readonly sessionId: string; readonly email: string }>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export const SESSION_COOKIE = "__Host-holdfast.session";

/** @throws {Error} with the server's own words when it does not start; it must have been built before */
export async function startApp(env: Readonly<Record<string, string>> = {}): Promise<App> {
  const database = await testDatabase();
  const home = await mkdtemp(path.join(tmpdir(), "holdfast-app-"));
  const port = await freePort(30_000 + Math.floor(Math.random() * 10_000), "localhost");
  const sandboxPort = await freePort(42_000 + Math.floor(Math.random() * 10_000), "127.0.0.1");
  const child = startChild(process.execPath, ["dist/server.js"], {
    env: {
      ...process.env,
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
    secrets: async () => JSON.parse(await readFile(path.join(home, "trial.json"), "utf8")) as Record<string, string>,
    signIn: (name, role = "seller") => signIn(database, name, role),
    [Symbol.asyncDispose]: async () => {
      await child.stop();
      await database[Symbol.asyncDispose]();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function signIn(database: TestDatabase, name: string, role: "seller" | "admin") {
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
