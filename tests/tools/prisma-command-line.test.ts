import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { applyMigrations } from "@/lib/adapters/db/migrate";
import { emptyDatabase, testDatabase } from "../support/postgres";
import { withSession } from "../support/postgres-session";
import { MIGRATIONS } from "../support/postgres-template";

const ROOT = path.join(import.meta.dirname, "../..");

async function prisma(url: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, DATABASE_URL: url, CHECKPOINT_DISABLE: "1", NO_COLOR: "1" };
  const program = path.join(ROOT, "node_modules/prisma/build/index.js");
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, ...args], { cwd: ROOT, env });
  return stdout + stderr;
}

const NOWHERE = "postgresql://127.0.0.1:1/nowhere";

describe("Prisma's command line", () => {
  test("it finds nothing to do in a database that our own start has migrated", async () => {
    await using database = await testDatabase();

    expect(await prisma(database.url, "migrate", "status")).toContain("Database schema is up to date");
    expect(await prisma(database.url, "migrate", "deploy")).toContain("No pending migrations");
  });

  test("our own start finds nothing to do in a database that it has migrated", async () => {
    await using database = await emptyDatabase();
    await prisma(database.url, "migrate", "deploy");

    const applied = await withSession(database.url, (session) =>
      applyMigrations((sql, values) => session.query(sql, values ? [...values] : undefined), MIGRATIONS),
    );

    expect(applied).toEqual([]);
  });

  test("the schema and the migrations say the same, compared without any server", async () => {
    const said = await prisma(
      NOWHERE,
      "migrate",
      "diff",
      "--from-migrations",
      MIGRATIONS,
      "--to-schema",
      "prisma",
      "--exit-code",
    );

    expect(said).toContain("No difference detected");
  });

  test("a difference between an empty database and the schema can be written as SQL without any server", async () => {
    const said = await prisma(NOWHERE, "migrate", "diff", "--from-empty", "--to-schema", "prisma", "--script");

    expect(said).toContain('CREATE TABLE "connection"');
  });

  test("a live database that somebody changed by hand is told apart from the schema", async () => {
    await using database = await testDatabase();
    await database.query("alter table connection add column by_hand text");

    const said = await prisma(database.url, "migrate", "diff", "--from-config-datasource", "--to-schema", "prisma", "--script");

    expect(said).toContain('DROP COLUMN "by_hand"');
  });

  test("a server that cannot be reached is named as such", async () => {
    await expect(prisma(NOWHERE, "migrate", "deploy")).rejects.toThrow(/P1001|Can't reach database server/);
  });
});
