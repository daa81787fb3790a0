import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { applyMigrations } from "../../lib/adapters/db/migrate";
import { urlOf, withSession } from "./postgres-session";

export const MIGRATIONS = path.join(import.meta.dirname, "../../prisma/migrations");

/** Held while the template is made, so that two test processes do not make it at once. */
const LOCK = 727_073_690_418;

/**
 * Makes the migrated database that every test's own is copied from, unless this server has it already.
 * Its name says which migrations are in it, so a changed migration makes a new one.
 */
export async function ensureTemplate(server: string): Promise<{ readonly name: string; readonly made: boolean }> {
  const name = `holdfast_template_${digestOfMigrations()}`;
  return withSession(server, async (session) => {
    await session.query("select pg_advisory_lock($1)", [LOCK]);
    const found = await session.query("select 1 from pg_database where datname = $1", [name]);
    if (found.rows.length > 0) return { name, made: false };
    // Made under another name and renamed when complete: a run that dies in between leaves no half template.
    const draft = `${name}_draft`;
    await session.query(`drop database if exists ${draft}`);
    await session.query(`create database ${draft} template template0`);
    await withSession(urlOf(server, draft), (own) =>
      applyMigrations((sql, values) => own.query(sql, values ? [...values] : undefined), MIGRATIONS),
    );
    await session.query(`alter database ${draft} rename to ${name}`);
    return { name, made: true };
  });
}

function digestOfMigrations(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(MIGRATIONS).sort()) {
    const file = path.join(MIGRATIONS, name, "migration.sql");
    if (existsSync(file)) hash.update(name).update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 12);
}
