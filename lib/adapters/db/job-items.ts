import type { ItemReceipt, JobStore, KeptItem, NamedConnection, OpenItem } from "../../core/ports/jobs";
import { Prisma } from "./generated/client";
import type { Db } from "./open";

type NamedRow = {
  connection_id: string | null;
  label: string | null;
  provider_id: string | null;
  environment_id: string | null;
  owner_id: string | null;
  owner_name: string | null;
  owner_email: string | null;
};
type KeptRow = NamedRow & {
  place: bigint;
  key: string;
  did: KeptItem["did"];
  reason: string;
  detail: string | null;
  reference: string | null;
  at: Date;
};
type DoneRow = NamedRow & {
  place: bigint;
  key: string;
  at: Date;
  result: ItemReceipt["result"] | null;
  why: string | null;
  receipt: string | null;
};

const NAMED = Prisma.sql`c.public_id AS connection_id, c.label, c.provider_id, c.environment_id, o.public_id AS owner_id, o.name AS owner_name, o.email AS owner_email`;

/** What is under way, and what has to be remembered. */
export const jobItems = (db: Db): Pick<JobStore, "open" | "kept" | "done"> => ({
  open: (id) => db.$queryRaw<OpenItem[]>`
    SELECT i.key, i.state = 'waiting' AS "isWaiting", (extract(epoch FROM now() - i.at) * 1000)::float8 AS "begunMsAgo"
    FROM job_item i WHERE i.job_id = (SELECT id FROM job WHERE public_id = ${id}) AND i.state IN ('begun', 'waiting') ORDER BY i.id`,

  async kept(id, which, after, limit) {
    const rows = await db.$queryRaw<KeptRow[]>`
      SELECT i.id AS place, i.key, i.state AS did, i.reason, i.detail, i.reference, i.at, ${NAMED}
      FROM job_item i LEFT JOIN connection c ON c.public_id = i.key LEFT JOIN app_user o ON o.id = c.owner_id
      WHERE i.job_id = (SELECT id FROM job WHERE public_id = ${id}) AND i.state = ANY(${[...which]})
        ${after === null ? Prisma.empty : Prisma.sql`AND i.id > ${BigInt(after)}`}
      ORDER BY i.id LIMIT ${limit}`;
    return rows.map(({ place, key, did, reason, detail, reference, at, ...names }) => ({
      place: String(place),
      key,
      did,
      reason,
      detail,
      reference,
      at,
      connection: toNamed(names),
    }));
  },

  async done(id, after) {
    const rows = await db.$queryRaw<DoneRow[]>`
      SELECT b.id AS place, b.at, item.key, ${NAMED},
        CASE c.status WHEN 'REVOKING' THEN 'pending' WHEN 'REVOKED' THEN c.revocation_result END AS result,
        c.revocation_why AS why, c.revocation_reference AS receipt FROM (
        SELECT id, at, keys FROM job_batch WHERE job_id = (SELECT id FROM job WHERE public_id = ${id})
          ${after === null ? Prisma.empty : Prisma.sql`AND id > ${BigInt(after)}`} ORDER BY id LIMIT 1) AS b
      CROSS JOIN LATERAL unnest(b.keys) WITH ORDINALITY AS item(key, nth)
      LEFT JOIN connection c ON c.public_id = item.key LEFT JOIN app_user o ON o.id = c.owner_id ORDER BY item.nth`;
    const [first] = rows;
    if (!first) return null;
    const items = rows.map(({ key, place: _, at: __, result, why, receipt, ...names }) => ({
      key,
      connection: toNamed(names),
      receipt: result && { result, why, reference: receipt },
    }));
    return { items, at: first.at, place: String(first.place) };
  },
});

const toNamed = (row: NamedRow): NamedConnection | null =>
  row.connection_id === null
    ? null
    : {
        id: row.connection_id,
        label: row.label ?? "",
        providerId: row.provider_id ?? "",
        environmentId: row.environment_id ?? "",
        owner: { id: row.owner_id ?? "", name: row.owner_name ?? "", email: row.owner_email },
      };
