import type { KeyRight } from "../../core/api-keys";
import { MOST_KEYS } from "../../core/api-keys";
import type { ApiKeyRecord, ApiKeyRepository, KeyHolder, KeyUse, NewApiKey } from "../../core/ports/api-keys";
import { Prisma } from "./generated/client";
import { writeAudit } from "./history";
import type { Db } from "./open";

type Row = {
  id: string;
  name: string;
  last_four: string;
  may: KeyRight;
  connections: ApiKeyRecord["connections"];
  days: number;
  created_at: Date;
  expires_at: Date;
  is_over: boolean;
  replaced_at: Date | null;
  revoked_at: Date | null;
  used_at: Date | null;
  used_from: string | null;
};

/** How long a key that has ended stays on its owner's page, in days. */
const SHOWN_DAYS = 30;
/** Uses within a minute are one. */
const USE_EVERY = Prisma.sql`interval '60 seconds'`;
const WORKS = Prisma.sql`k.revoked_at IS NULL AND k.expires_at > now()`;

/** Keys of sellers' tools in PostgreSQL. Whether one has run out is decided by the database's clock. */
export function apiKeyRepository(db: Db): ApiKeyRepository {
  return {
    make: (ownerId, key, scope, audit) =>
      db.$transaction(async (tx) => {
        const owner = await lockOwner(tx, ownerId);
        const [made] = await tx.$queryRaw<{ count: number; taken: boolean }[]>`
          SELECT count(*)::int AS count, coalesce(bool_or(lower(k.name) = lower(${scope.name}) AND k.replaced_at IS NULL), false) AS taken
          FROM api_key k WHERE k.owner_id = ${owner} AND ${WORKS}`;
        if (made?.taken) return "name_taken";
        if ((made?.count ?? 0) >= MOST_KEYS) return "too_many";
        // One that ended by itself gives its name free.
        await tx.$executeRaw`
          UPDATE api_key SET replaced_at = now()
          WHERE owner_id = ${owner} AND lower(name) = lower(${scope.name}) AND revoked_at IS NULL AND replaced_at IS NULL`;
        const named = scope.connections === null ? [] : await theirs(tx, owner, scope.connections);
        if (named.length !== (scope.connections?.length ?? 0)) return "no_such_connection";
        const id = await insert(tx, owner, key, { ...scope, allOfThem: scope.connections === null });
        await tx.apiKeyConnection.createMany({ data: named.map((connectionId) => ({ keyId: id, connectionId })) });
        await writeAudit(tx, [audit]);
        return null;
      }),

    rotate: (ownerId, id, key, overlapSeconds, audit) =>
      db.$transaction(async (tx) => {
        const owner = await lockOwner(tx, ownerId);
        const [old] = await tx.$queryRaw<{ id: bigint; name: string; may: KeyRight; all_of_them: boolean; days: number }[]>`
          UPDATE api_key k SET replaced_at = now(), expires_at = least(expires_at, now() + ${overlapSeconds} * interval '1 second')
          WHERE k.owner_id = ${owner} AND k.public_id = ${id} AND k.replaced_at IS NULL AND ${WORKS}
          RETURNING k.id, k.name, k.may, k.all_of_them, k.days`;
        if (!old) return null;
        const made = await insert(tx, owner, key, { ...old, allOfThem: old.all_of_them });
        await tx.$executeRaw`
          INSERT INTO api_key_connection (key_id, connection_id)
          SELECT ${made}, connection_id FROM api_key_connection WHERE key_id = ${old.id}`;
        await writeAudit(tx, [audit]);
        return { name: old.name };
      }),

    revoke: (ownerId, id, audit) =>
      db.$transaction(async (tx) => {
        const [ended] = await tx.$queryRaw<{ name: string }[]>`
          UPDATE api_key k SET revoked_at = now() FROM app_user u
          WHERE u.id = k.owner_id AND u.public_id = ${ownerId} AND k.public_id = ${id} AND ${WORKS} RETURNING k.name`;
        if (!ended) return null;
        await writeAudit(tx, [audit]);
        return ended;
      }),

    async ofOwner(ownerId) {
      const rows = await db.$queryRaw<Row[]>`
        SELECT k.public_id AS id, k.name, k.last_four, k.may, k.days, k.created_at, k.expires_at, k.expires_at <= now() AS is_over,
          k.replaced_at, k.revoked_at, k.used_at, k.used_from,
          CASE WHEN k.all_of_them THEN NULL ELSE coalesce((
            SELECT jsonb_agg(jsonb_build_object('id', c.public_id, 'label', c.label) ORDER BY lower(c.label))
            FROM api_key_connection g JOIN connection c ON c.id = g.connection_id
            WHERE g.key_id = k.id AND c.owner_id = k.owner_id), '[]') END AS connections
        FROM api_key k JOIN app_user u ON u.id = k.owner_id
        WHERE u.public_id = ${ownerId} AND least(k.expires_at, k.revoked_at) > now() - ${SHOWN_DAYS} * interval '1 day'
        ORDER BY (${WORKS}) DESC, k.id DESC`;
      return rows.map(toKey);
    },

    usesOf: (ownerId, id) => db.$queryRaw<{ label: string; usedAt: Date }[]>`
      SELECT c.label, s.used_at AS "usedAt" FROM api_key k JOIN app_user u ON u.id = k.owner_id
        JOIN api_key_use s ON s.key_id = k.id JOIN connection c ON c.id = s.connection_id
      WHERE u.public_id = ${ownerId} AND k.public_id = ${id} AND c.owner_id = k.owner_id ORDER BY s.used_at DESC LIMIT 50`,

    usersOf: (ownerId, connectionId) => db.$queryRaw<KeyUse[]>`
      SELECT k.name, k.last_four AS "lastFour", s.used_at AS "usedAt"
      FROM connection c JOIN app_user u ON u.id = c.owner_id JOIN api_key k ON k.owner_id = c.owner_id
        LEFT JOIN api_key_use s ON s.connection_id = c.id AND s.key_id = k.id
      WHERE c.public_id = ${connectionId} AND u.public_id = ${ownerId} AND ${WORKS}
        AND (k.all_of_them OR EXISTS (SELECT FROM api_key_connection g WHERE g.key_id = k.id AND g.connection_id = c.id))
      ORDER BY s.used_at DESC NULLS LAST, k.id DESC`,

    async byHash(keyHash, connectionId, from) {
      const [row] = await db.$queryRaw<KeyHolder[]>`
        SELECT k.public_id AS "keyId", u.public_id AS "ownerId", k.may,
          c.id IS NOT NULL AND (k.all_of_them OR EXISTS (
            SELECT FROM api_key_connection g WHERE g.key_id = k.id AND g.connection_id = c.id)) AS "mayUse",
          coalesce(k.used_at > now() - ${USE_EVERY} AND k.used_from IS NOT DISTINCT FROM ${from}::text
            AND (c.id IS NULL OR EXISTS (SELECT FROM api_key_use s
              WHERE s.connection_id = c.id AND s.key_id = k.id AND s.used_at > now() - ${USE_EVERY})), false) AS "isNoted"
        FROM api_key k JOIN app_user u ON u.id = k.owner_id
          LEFT JOIN connection c ON c.public_id = ${connectionId}::text AND c.owner_id = k.owner_id
        WHERE k.key_hash = ${keyHash} AND ${WORKS} AND u.disabled_at IS NULL AND u.forgotten_at IS NULL`;
      return row ?? null;
    },

    async forget(days) {
      await db.$executeRaw`DELETE FROM api_key WHERE least(expires_at, revoked_at) < now() - ${days} * interval '1 day'`;
    },

    async noteUse(keyId, connectionId, from) {
      await db.$executeRaw`
        WITH k AS (UPDATE api_key SET used_at = now(), used_from = ${from}::text WHERE public_id = ${keyId} RETURNING id, owner_id)
        INSERT INTO api_key_use (connection_id, key_id)
        SELECT c.id, k.id FROM k JOIN connection c ON c.owner_id = k.owner_id AND c.public_id = ${connectionId}::text
        ON CONFLICT (connection_id, key_id) DO UPDATE SET used_at = now()`;
    },
  };
}

/** Their row is locked first, so that two presses of one button follow each other. */
async function lockOwner(tx: Prisma.TransactionClient, ownerId: string): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ id: bigint }[]>`SELECT id FROM app_user WHERE public_id = ${ownerId} FOR NO KEY UPDATE`;
  if (!row) throw new Error(`database: there is no person ${ownerId}`);
  return row.id;
}

/** Their connections among these that have not ended. */
async function theirs(tx: Prisma.TransactionClient, owner: bigint, publicIds: readonly string[]): Promise<readonly bigint[]> {
  const rows = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM connection WHERE owner_id = ${owner} AND public_id = ANY(${[...publicIds]}) AND status NOT IN ('REVOKING', 'REVOKED')`;
  return rows.map(({ id }) => id);
}

async function insert(
  tx: Prisma.TransactionClient,
  owner: bigint,
  key: NewApiKey,
  scope: { readonly name: string; readonly may: KeyRight; readonly days: number; readonly allOfThem: boolean },
): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ id: bigint }[]>`
    INSERT INTO api_key (public_id, owner_id, name, key_hash, last_four, may, all_of_them, days, expires_at)
    VALUES (${key.id}, ${owner}, ${scope.name}, ${key.keyHash}, ${key.lastFour}, ${scope.may}, ${scope.allOfThem}, ${scope.days},
      now() + ${scope.days} * interval '1 day')
    RETURNING id`;
  if (!row) throw new Error("database: the key was not written");
  return row.id;
}

const toKey = (row: Row): ApiKeyRecord => ({
  id: row.id,
  name: row.name,
  lastFour: row.last_four,
  may: row.may,
  connections: row.connections,
  days: row.days,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  isOver: row.is_over,
  replacedAt: row.replaced_at,
  revokedAt: row.revoked_at,
  usedAt: row.used_at,
  usedFrom: row.used_from,
});
