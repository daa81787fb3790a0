import { SILENT_AFTER_MS } from "../../core/keys/steering";
import type { KeyRecords } from "../../core/ports/key-records";
import { Prisma } from "./generated/client";
import { writeAudit } from "./history";
import type { Db } from "./open";

/** Long after nobody counts a silent process any more. */
const FORGOTTEN_AFTER_MS = 60 * 60_000;
/** How exactly it is kept when a key last sealed, so that a beat seldom writes. */
const SEALED_EVERY_MS = 60_000;

/** From one key to the next one in the index: as many steps as there are keys, however many rows each has. */
const USED = Prisma.sql`WITH RECURSIVE used(key_id) AS (
  SELECT min(key_id) FROM credential WHERE key_id IS NOT NULL
  UNION ALL
  SELECT (SELECT min(k.key_id) FROM credential k WHERE k.key_id > used.key_id) FROM used WHERE used.key_id IS NOT NULL
)`;

type Decision = { key_id: string; chosen_over: string | null; retired: boolean };

/** What is kept about keys, in PostgreSQL. */
export const keyRecords = (db: Db): KeyRecords => {
  const decisions: KeyRecords["decisions"] = async () => {
    const rows = await db.$queryRaw<Decision[]>`
      SELECT key_id, CASE WHEN chosen_at IS NOT NULL AND left_at IS NULL THEN chosen_over END AS chosen_over, retired_at IS NOT NULL AS retired
      FROM ring_key WHERE retired_at IS NOT NULL OR (chosen_at IS NOT NULL AND left_at IS NULL) ORDER BY chosen_at DESC NULLS LAST, key_id`;
    const chosen = rows.find(({ chosen_over }) => chosen_over !== null);
    return {
      chosen: chosen?.chosen_over ? { keyId: chosen.key_id, over: chosen.chosen_over } : null,
      retired: rows.filter(({ retired }) => retired).map(({ key_id }) => key_id),
    };
  };
  return { ...reading(db), ...changing(db), ...holding(db, decisions), decisions };
};

const holding = (db: Db, decisions: KeyRecords["decisions"]): Pick<KeyRecords, "note" | "leave" | "holders"> => ({
  async note({ processId, keyIds, sealsWith }, held) {
    const keys = JSON.stringify(held.map(({ keyId, fingerprint, madeAt }) => ({ keyId, fingerprint, madeAt })));
    await db.$executeRaw`
      WITH gone AS (DELETE FROM key_holder WHERE seen_at < now() - ${FORGOTTEN_AFTER_MS}::float8 * interval '1 millisecond' AND process_id <> ${processId}),
      known AS (
        INSERT INTO ring_key (key_id, fingerprint, made_at, sealed_at)
        SELECT k."keyId", k.fingerprint, k."madeAt", CASE WHEN k."keyId" = ${sealsWith} THEN now() END FROM jsonb_to_recordset(${keys}::jsonb) AS k("keyId" text, fingerprint text, "madeAt" timestamptz)
        ON CONFLICT (key_id) DO NOTHING
      ), seals AS (
        UPDATE ring_key SET sealed_at = now() WHERE key_id = ${sealsWith}
          AND (sealed_at IS NULL OR sealed_at < now() - ${SEALED_EVERY_MS}::float8 * interval '1 millisecond')
      )
      INSERT INTO key_holder (process_id, key_ids, seals_with, seen_at) VALUES (${processId}, ${[...keyIds]}, ${sealsWith}, now())
      ON CONFLICT (process_id) DO UPDATE SET key_ids = EXCLUDED.key_ids, seals_with = EXCLUDED.seals_with, seen_at = now()`;
    return decisions();
  },

  async leave(processId) {
    await db.$executeRaw`DELETE FROM key_holder WHERE process_id = ${processId}`;
  },

  async holders() {
    const rows = await db.$queryRaw<{ process_id: string; key_ids: string[]; seals_with: string }[]>`
      SELECT process_id, key_ids, seals_with FROM key_holder
      WHERE seen_at > now() - ${SILENT_AFTER_MS}::float8 * interval '1 millisecond' ORDER BY process_id`;
    return rows.map((row) => ({ processId: row.process_id, keyIds: row.key_ids, sealsWith: row.seals_with }));
  },
});

const reading = (db: Db): Pick<KeyRecords, "known" | "used" | "counted" | "connectionsOf" | "newestRotation"> => ({
  async known() {
    const rows = await db.ringKey.findMany({ orderBy: [{ madeAt: "desc" }, { keyId: "asc" }] });
    return rows.map(({ keyId, fingerprint, madeAt, leftAt, sealedAt, retiredAt }) => {
      // A ring that was changed by hand leaves a key without anybody's decision.
      const since = [leftAt, sealedAt].filter((at) => at !== null).sort((a, b) => b.getTime() - a.getTime());
      return { keyId, fingerprint, madeAt, leftAt: since[0] ?? null, retiredAt };
    });
  },

  async used() {
    const rows = await db.$queryRaw<{ key_id: string }[]>`${USED} SELECT key_id FROM used WHERE key_id IS NOT NULL`;
    return rows.map(({ key_id }) => key_id);
  },

  async counted(most) {
    const rows = await db.$queryRaw<{ key_id: string; n: number }[]>`
      ${USED} SELECT used.key_id, (SELECT count(*)::int FROM (SELECT FROM credential k WHERE k.key_id = used.key_id LIMIT ${most + 1}) AS few) AS n
      FROM used WHERE used.key_id IS NOT NULL`;
    return rows.map(({ key_id, n }) => ({ keyId: key_id, credentials: Math.min(n, most), isLeast: n > most }));
  },

  async newestRotation() {
    const [row] = await db.$queryRaw<
      { id: string }[]
    >`SELECT public_id AS id FROM job WHERE kind = 'reencrypt' ORDER BY id DESC LIMIT 1`;
    return row?.id ?? null;
  },

  async connectionsOf(keyId, limit) {
    return db.$queryRaw<{ id: string; label: string }[]>`
      SELECT c.public_id AS id, c.label FROM credential k JOIN connection c ON c.id = k.connection_id
      WHERE k.key_id = ${keyId} ORDER BY k.connection_id LIMIT ${limit}`;
  },
});

const changing = (db: Db): Pick<KeyRecords, "choose" | "setRetired"> => ({
  async choose({ keyId, over, before }, audit) {
    await db.$transaction(async (tx) => {
      // One after the other: of two owners who choose at once the later has the word.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('holdfast.keys'))`;
      await tx.$executeRaw`UPDATE ring_key SET left_at = now() WHERE (key_id = ${before} OR (chosen_at IS NOT NULL AND left_at IS NULL)) AND key_id <> ${keyId}`;
      await tx.$executeRaw`UPDATE ring_key SET chosen_at = now(), chosen_over = ${over}, left_at = NULL, retired_at = NULL WHERE key_id = ${keyId}`;
      await writeAudit(tx, [audit]);
    });
  },

  async setRetired(keyId, isRetired, audit) {
    await db.$transaction(async (tx) => {
      await tx.$executeRaw`UPDATE ring_key SET retired_at = CASE WHEN ${isRetired} THEN now() END WHERE key_id = ${keyId}`;
      await writeAudit(tx, [audit]);
    });
  },
});
