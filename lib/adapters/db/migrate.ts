import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Query } from "./open";

/** Any constant does, as long as every process of every version takes the same one. */
const LOCK = 727_073_690_417;

/** Prisma's own bookkeeping, so that `prisma migrate status` and `deploy` agree with what was applied here. */
const BOOKKEEPING = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

/**
 * Brings a database to the current schema. Safe to call from several processes at once: one applies, the
 * others wait and find nothing to do.
 *
 * @param query one session, not a pool of several: the lock belongs to the session that took it
 * @param dir the folder with `<number>_<name>/migration.sql`; applied in the order of their names
 * @param onApplied called after each migration, with its name
 * @returns the names that were applied now
 * @throws {Error} when an applied migration was edited, one failed earlier, or one fails now. Each migration
 *   is one transaction: a failed one leaves nothing behind but its line in the bookkeeping.
 */
export async function applyMigrations(
  query: Query,
  dir: string,
  onApplied: (name: string) => void = () => undefined,
): Promise<string[]> {
  await query("select pg_advisory_lock($1)", [LOCK]);
  try {
    // A notice about an existing table is noise at every start.
    await query("set client_min_messages = warning");
    await query(BOOKKEEPING);
    const pending = await selectPending(query, readMigrations(dir));
    for (const migration of pending) {
      await applyOne(query, migration);
      onApplied(migration.name);
    }
    return pending.map((migration) => migration.name);
  } finally {
    await releaseLock(query);
  }
}

function readMigrations(dir: string): Migration[] {
  const names = readdirSync(dir).filter((name) => /^\d+_/.test(name));
  return names.sort().map((name) => {
    const sql = readFileSync(path.join(dir, name, "migration.sql"), "utf8");
    return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
  });
}

async function selectPending(query: Query, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await query(
    "select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null",
  );
  const known = new Map(rows.map((row) => [String(row["migration_name"]), row]));
  return migrations.filter((migration) => {
    const row = known.get(migration.name);
    if (!row) return true;
    if (row["finished_at"] === null) throw failedEarlier(migration.name);
    if (row["checksum"] !== migration.checksum) {
      throw new Error(
        `migrations: ${migration.name} was edited after it had been applied. Restore the file, and put the change into a new migration.`,
      );
    }
    return false;
  });
}

function failedEarlier(name: string): Error {
  return new Error(
    `migrations: ${name} failed earlier (see the column "logs" of _prisma_migrations). Remove the cause, then run ` +
      `\`npx prisma migrate resolve --rolled-back ${name}\` and start again.`,
  );
}

async function applyOne(query: Query, migration: Migration): Promise<void> {
  const id = randomUUID();
  await query("insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)", [
    id,
    migration.checksum,
    migration.name,
  ]);
  try {
    // The mark stands in the same script, hence in the same transaction: there is no "applied but not marked".
    await query(
      `${migration.sql}\n;update _prisma_migrations set finished_at = now(), applied_steps_count = 1 where id = '${id}'`,
    );
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    await query("update _prisma_migrations set logs = $2 where id = $1", [id, reason]);
    throw new Error(`migrations: ${migration.name} failed: ${reason}`, { cause });
  }
}

async function releaseLock(query: Query): Promise<void> {
  const { rows } = await query("select pg_advisory_unlock($1) as released", [LOCK]);
  if (rows[0]?.["released"] !== true)
    throw new Error("migrations: the lock was taken in another session; pass one session, not a pool");
}
