import "#node-only";
import type { Resealed, ResealStore, SealedValue } from "../../core/ports/reseal";
import { Prisma } from "./generated/client";
import type { Db } from "./open";
import { type SealedRow, toAttempt, toCredential, toRegistration } from "./sealed-rows";

/** More started flows than are open at once anywhere. */
const MOST_ATTEMPTS = 5000;

const CREDENTIALS = Prisma.sql`
  SELECT c.public_id AS id, k.sealed, k.key_id, k.generation, c.status IN ('REVOKING', 'REVOKED') AS is_ended, o.public_id AS user_id, c.provider_id, c.environment_id,
    r.public_id AS registration_id
  FROM connection c JOIN credential k ON k.connection_id = c.id JOIN app_user o ON o.id = c.owner_id JOIN client_registration r ON r.id = c.registration_id`;
const ATTEMPTS = Prisma.sql`
  SELECT a.public_id AS id, a.sealed, NULL AS key_id, 0 AS generation, false AS is_ended, u.public_id AS user_id, a.provider_id, a.environment_id, r.public_id AS registration_id
  FROM authorization_attempt a JOIN app_user u ON u.id = a.user_id JOIN client_registration r ON r.id = a.registration_id`;
const REGISTRATIONS = Prisma.sql`
  SELECT public_id AS id, sealed_secrets AS sealed, NULL AS key_id, 0 AS generation, false AS is_ended, '' AS user_id, provider_id, environment_id, public_id AS registration_id
  FROM client_registration`;

/** Sealed values in PostgreSQL. Reading takes no lock, and writing only the rows that still are as they were read. */
export const resealStore = (db: Db): ResealStore => ({
  // From one key to the next one in the index: as many steps as there are keys, however many rows each has.
  async keysInUse() {
    const rows = await db.$queryRaw<{ key_id: string }[]>`
      WITH RECURSIVE used(key_id) AS (
        SELECT min(key_id) FROM credential WHERE key_id IS NOT NULL
        UNION ALL
        SELECT (SELECT min(k.key_id) FROM credential k WHERE k.key_id > used.key_id) FROM used WHERE used.key_id IS NOT NULL
      ) SELECT key_id FROM used WHERE key_id IS NOT NULL`;
    return rows.map(({ key_id }) => key_id);
  },

  async connectionsOf({ keyId, after }, limit) {
    const rows = await db.$queryRaw<{ key: string; row: string }[]>`
      SELECT c.public_id AS key, k.connection_id::text AS row FROM (
        SELECT connection_id FROM credential WHERE key_id = ${keyId} AND connection_id > ${BigInt(after)} ORDER BY connection_id LIMIT ${limit}
      ) AS k JOIN connection c ON c.id = k.connection_id ORDER BY k.connection_id`;
    return rows;
  },

  async others() {
    const [registrations, attempts] = await Promise.all([
      db.$queryRaw<SealedRow[]>`${REGISTRATIONS} WHERE sealed_secrets IS NOT NULL ORDER BY id`,
      db.$queryRaw<SealedRow[]>`${ATTEMPTS} WHERE a.sealed IS NOT NULL ORDER BY a.id LIMIT ${MOST_ATTEMPTS}`,
    ]);
    return [...registrations.map(toRegistration), ...attempts.map(toAttempt)];
  },

  async values(keys) {
    const among = (prefix: string) => keys.filter((key) => key.startsWith(prefix));
    const [credentials, attempts, registrations] = await Promise.all([
      db.$queryRaw<SealedRow[]>`${CREDENTIALS} WHERE c.public_id = ANY(${among("con_")}) AND k.sealed IS NOT NULL`,
      db.$queryRaw<SealedRow[]>`${ATTEMPTS} WHERE a.public_id = ANY(${among("att_")}) AND a.sealed IS NOT NULL`,
      db.$queryRaw<SealedRow[]>`${REGISTRATIONS} WHERE public_id = ANY(${among("reg_")}) AND sealed_secrets IS NOT NULL`,
    ]);
    return [...credentials.map(toCredential), ...attempts.map(toAttempt), ...registrations.map(toRegistration)];
  },

  async replace(resealed) {
    const written = [
      await write(
        db,
        resealed,
        "credential",
        Prisma.sql`
        UPDATE credential t SET sealed = v.sealed, key_id = v."keyId" FROM v JOIN connection c ON c.public_id = v.key
        WHERE t.connection_id = c.id AND t.generation = v.generation AND t.sealed = v.before RETURNING v.key`,
      ),
      await write(
        db,
        resealed,
        "attempt",
        Prisma.sql`
        UPDATE authorization_attempt t SET sealed = v.sealed FROM v WHERE t.public_id = v.key AND t.sealed = v.before RETURNING v.key`,
      ),
      await write(
        db,
        resealed,
        "registration",
        Prisma.sql`
        UPDATE client_registration t SET sealed_secrets = v.sealed FROM v WHERE t.public_id = v.key AND t.sealed_secrets = v.before RETURNING v.key`,
      ),
    ];
    return new Set(written.flat());
  },
});

async function write(
  db: Db,
  resealed: readonly Resealed[],
  table: SealedValue["table"],
  statement: Prisma.Sql,
): Promise<readonly string[]> {
  const rows = resealed
    .filter(({ value }) => value.table === table)
    .map(({ value, sealed, keyId }) => ({ key: value.key, generation: value.generation, before: value.sealed, sealed, keyId }));
  if (rows.length === 0) return [];
  const written = await db.$queryRaw<{ key: string }[]>`
    WITH v AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(key text, generation int, before text, sealed text, "keyId" text))
    ${statement}`;
  return written.map(({ key }) => key);
}
