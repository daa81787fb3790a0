import { randomBytes } from "node:crypto";
import { keptSessions } from "./kept-sessions";
import { urlOf, withSession } from "./postgres-session";
import { ensureTemplate } from "./postgres-template";

export type TestDatabase = {
  /** `postgresql://...` of a database that belongs to this test alone. */
  readonly url: string;
  /** Runs one statement, in a session that no other statement uses at that moment. */
  readonly query: (sql: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** A fresh, migrated database on a real server: `await using database = await testDatabase()`. */
export async function testDatabase(): Promise<TestDatabase> {
  const template = await ensureTemplate(serverUrl());
  return makeDatabase(template.name);
}

/** A database without any table, for tests of the migrations themselves. */
export function emptyDatabase(): Promise<TestDatabase> {
  return makeDatabase("template0");
}

async function makeDatabase(template: string): Promise<TestDatabase> {
  const server = serverUrl();
  const name = `holdfast_test_${randomBytes(6).toString("hex")}`;
  await withSession(server, (session) => session.query(`create database ${name} template ${template}`));
  const url = urlOf(server, name);
  const sessions = keptSessions(url);
  return {
    url,
    query: (sql, values) => sessions.query(sql, values ?? []),
    // `force`: a test that failed half way may have left a session open.
    [Symbol.asyncDispose]: async () => {
      await sessions.close();
      await withSession(server, (session) => session.query(`drop database if exists ${name} with (force)`));
    },
  };
}

function serverUrl(): string {
  const url = process.env["TEST_DATABASE_URL"];
  if (!url)
    throw new Error(
      "tests: no PostgreSQL server; this project's tests are run with tests/support/postgres-setup.ts as global setup",
    );
  return url;
}
