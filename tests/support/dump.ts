import { withSession } from "./postgres-session";

/** Every row of every table as text, sorted, by table. */
export type Dump = Readonly<Record<string, readonly string[]>>;

/** What a running process writes by itself every few seconds, whatever anybody asks of it. */
const OWN_RHYTHM = {
  tables: [
    "engine_process",
    "deployment",
    "audit_anchor",
    "audit_check",
    "key_holder",
    "ring_key",
    "availability_day",
    "availability_worst",
    "state_count",
    "state_delta",
    "renewal_bucket",
    "count_snapshot",
  ],
  columns: [
    ...["client_registration.canary_after", "client_registration.canary_at", "client_registration.canary_result"],
    ...["audit_event.seq", "audit_event.prev_hash", "audit_event.hash"],
    ...["notice.planned_at", "notice.in_app", "notice.in_digest", "notice.mail_at", "notice.mail_id"],
  ],
};

/** A database as it is, byte for byte, but for what a process writes by its own rhythm. @param without columns that may differ, as `table.column` */
export function dump(url: string, without: readonly string[] = []): Promise<Dump> {
  return withSession(url, async (session) => {
    const tables = await session.query(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> all($1) order by 1`,
      [OWN_RHYTHM.tables],
    );
    const leftOut = [...OWN_RHYTHM.columns, ...without];
    const read: Record<string, string[]> = {};
    for (const { name } of tables.rows as { name: string }[]) {
      const left = leftOut.filter((each) => each.startsWith(`${name}.`)).map((each) => each.slice(name.length + 1));
      const rows = await session.query(`select (to_jsonb(t) - $1::text[])::text as row from "${name}" t order by 1`, [left]);
      read[name] = (rows.rows as { row: string }[]).map(({ row }) => row);
    }
    return read;
  });
}

/** What changed: `table.column` of changed rows, `+table` and `-table` of added and removed ones. Rows are told apart by their first key. */
export function changes(before: Dump, after: Dump): readonly string[] {
  const found = new Set<string>();
  for (const table of Object.keys(after)) {
    const [old, now] = [byKey(before[table] ?? []), byKey(after[table] ?? [])];
    for (const key of old.keys()) if (!now.has(key)) found.add(`-${table}`);
    for (const [key, row] of now) {
      const was = old.get(key);
      if (!was) found.add(`+${table}`);
      else
        for (const column of Object.keys(row))
          if (JSON.stringify(row[column]) !== JSON.stringify(was[column])) found.add(`${table}.${column}`);
    }
  }
  return [...found].sort();
}

const KEYS = ["id", "connection_id", "token_hash", "key"];

const byKey = (rows: readonly string[]): ReadonlyMap<string, Record<string, unknown>> =>
  new Map(
    rows.map((text) => {
      const row = JSON.parse(text) as Record<string, unknown>;
      return [String(row[KEYS.find((key) => key in row) ?? ""] ?? text), row];
    }),
  );
