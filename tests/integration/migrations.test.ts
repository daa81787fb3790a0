import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { applyMigrations } from "@/lib/adapters/db/migrate";
import { emptyDatabase, testDatabase } from "../support/postgres";
import { withSession } from "../support/postgres-session";
import { MIGRATIONS } from "../support/postgres-template";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "holdfast migrations "));
  addMigration("1_shelf", "create table shelf (id int primary key);");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function addMigration(name: string, sql: string): void {
  mkdirSync(path.join(dir, name), { recursive: true });
  writeFileSync(path.join(dir, name, "migration.sql"), sql);
}

const migrate = (url: string, from = dir) =>
  withSession(url, (session) => applyMigrations((sql, values) => session.query(sql, values ? [...values] : undefined), from));

describe("migrations", () => {
  test("a database is brought to the current schema once, and a second start finds nothing to do", async () => {
    await using database = await emptyDatabase();

    const first = await migrate(database.url, MIGRATIONS);
    const second = await migrate(database.url, MIGRATIONS);

    expect(first.length).toBeGreaterThan(0);
    expect(second).toEqual([]);
    const rows = await database.query(
      "select migration_name, finished_at, applied_steps_count as steps from _prisma_migrations order by 1",
    );
    expect(rows.map((row) => row["migration_name"])).toEqual(first);
    expect(rows.every((row) => row["finished_at"] !== null && row["steps"] === 1)).toBe(true);
  });

  test("eight processes that start at once apply each migration exactly once", async () => {
    await using database = await emptyDatabase();

    const applied = await Promise.all(Array.from({ length: 8 }, () => migrate(database.url)));

    expect(applied.flat()).toEqual(["1_shelf"]);
  });

  test("a migration that fails leaves nothing behind, names itself, and stops every later start", async () => {
    await using database = await emptyDatabase();
    addMigration("2_broken", "create table half (id int); select nothing_like_that();");

    await expect(migrate(database.url)).rejects.toThrow(/2_broken failed: .*nothing_like_that/);

    expect(await database.query("select to_regclass('half') as half, to_regclass('shelf')::text as shelf")).toEqual([
      { half: null, shelf: "shelf" },
    ]);
    await expect(migrate(database.url)).rejects.toThrow(/2_broken failed earlier.*--rolled-back 2_broken/);
  });

  test("an applied migration that was edited stops the start and is named", async () => {
    await using database = await emptyDatabase();
    await migrate(database.url);
    addMigration("1_shelf", "create table shelf (id bigint primary key);");

    await expect(migrate(database.url)).rejects.toThrow(/1_shelf was edited/);
  });

  test("a pool of several sessions is refused instead of leaving the lock behind", async () => {
    await using database = await emptyDatabase();

    const eachInItsOwnSession = (sql: string, values?: readonly unknown[]) =>
      withSession(database.url, (session) => session.query<Record<string, unknown>>(sql, values ? [...values] : undefined));

    await expect(applyMigrations(eachInItsOwnSession, dir)).rejects.toThrow(/one session, not a pool/);
  });

  test("the embedded database takes the same migrations", async () => {
    const lite = await PGlite.create();
    const query = async (sql: string, values?: readonly unknown[]) => {
      if (values) return { rows: (await lite.query<Record<string, unknown>>(sql, [...values])).rows };
      return { rows: ((await lite.exec(sql)).at(-1)?.rows ?? []) as Record<string, unknown>[] };
    };

    const first = await applyMigrations(query, MIGRATIONS);
    const second = await applyMigrations(query, MIGRATIONS);
    await lite.close();

    expect(first.length).toBeGreaterThan(0);
    expect(second).toEqual([]);
  });
});

describe("test databases", () => {
  test("each test gets a migrated database of its own, and it is gone afterwards", async () => {
    let name: unknown;
    {
      await using one = await testDatabase();
      await using two = await testDatabase();
      name = (await one.query("select current_database() as name"))[0]?.["name"];
      await one.query("create table only_here (id int)");

      expect(await two.query("select to_regclass('only_here') as found")).toEqual([{ found: null }]);
      expect(await one.query("select count(*)::int > 0 as migrated from _prisma_migrations")).toEqual([{ migrated: true }]);
    }

    await using observer = await emptyDatabase();
    expect(await observer.query("select 1 from pg_database where datname = $1", [name])).toEqual([]);
  });
});
