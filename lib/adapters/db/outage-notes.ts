import { OUTAGE_KINDS, type OutageKind } from "../../core/connections/outage-note";
import type { OutageNote, OutageStore } from "../../core/ports/outages";
import { Prisma } from "./generated/client";
import { writeAudit } from "./history";
import type { Db } from "./open";
import { tellSellers } from "./tell-sellers";

type Row = {
  id: string;
  provider_id: string;
  kind: string;
  text: string;
  starts_at: Date;
  ends_at: Date | null;
  written_by: string | null;
};

const COLUMNS = Prisma.sql`o.public_id AS id, o.provider_id, o.kind, o.text, o.starts_at, o.ends_at,
  (SELECT u.name FROM app_user u WHERE u.public_id = o.written_by) AS written_by`;

/** What is wrong at marketplaces in an admin's words, and who was told, in PostgreSQL. */
export const outageStore = (db: Db): OutageStore => ({ ...reading(db), ...writing(db), ...tellSellers(db) });

const reading = (db: Db): Pick<OutageStore, "notes" | "openNotes" | "note" | "tellings" | "spans"> => ({
  async notes(limit) {
    const rows = await db.$queryRaw<Row[]>`
      SELECT * FROM ((SELECT ${COLUMNS} FROM outage_note o WHERE o.ends_at IS NULL OR o.ends_at > now())
        UNION ALL (SELECT ${COLUMNS} FROM outage_note o WHERE o.ends_at <= now() ORDER BY o.starts_at DESC LIMIT ${limit})) notes
      ORDER BY starts_at DESC, id`;
    return rows.map(toNote);
  },

  async openNotes(providerIds) {
    if (providerIds.length === 0) return [];
    const rows = await db.$queryRaw<Row[]>`
      SELECT ${COLUMNS} FROM outage_note o WHERE o.provider_id = ANY(${[...providerIds]})
        AND o.starts_at <= now() AND (o.ends_at IS NULL OR o.ends_at > now()) ORDER BY o.starts_at DESC, o.id DESC`;
    return rows.map(toNote);
  },

  async note(id) {
    const [row] = await db.$queryRaw<Row[]>`SELECT ${COLUMNS} FROM outage_note o WHERE o.public_id = ${id}`;
    return row ? toNote(row) : null;
  },

  async tellings(ids) {
    const rows = await db.outageTelling.findMany({ where: { outage: { in: [...ids] } } });
    return Object.fromEntries(rows.map(({ outage, toldAt, sellers }) => [outage, { at: toldAt, sellers }]));
  },

  async spans(since) {
    return db.$queryRaw<{ providerId: string; from: Date; until: Date | null }[]>`
      SELECT r.provider_id AS "providerId", i.opened_at AS "from", i.closed_at AS "until"
      FROM incident i JOIN client_registration r ON r.id = i.registration_id WHERE i.closed_at IS NULL OR i.closed_at >= ${since}::timestamptz
      UNION ALL
      SELECT provider_id, starts_at, ends_at FROM outage_note
      WHERE kind <> 'planned' AND starts_at <= now() AND (ends_at IS NULL OR ends_at >= ${since}::timestamptz)`;
  },
});

const writing = (db: Db): Pick<OutageStore, "write" | "end"> => ({
  async write({ id, providerId, kind, text, startsAt, endsAt, writtenBy }, audit) {
    await db.$transaction(async (tx) => {
      await tx.outageNote.create({ data: { publicId: id, providerId, kind, text, startsAt, endsAt, writtenBy } });
      await writeAudit(tx, [audit]);
    });
  },

  end: (id, audit) =>
    db.$transaction(async (tx) => {
      // One that was only announced never began.
      const ended = await tx.$executeRaw`
        UPDATE outage_note SET ends_at = now(), starts_at = LEAST(starts_at, now())
        WHERE public_id = ${id} AND (ends_at IS NULL OR ends_at > now())`;
      if (ended === 1) await writeAudit(tx, [audit]);
      return ended === 1;
    }),
});

const toNote = (row: Row): OutageNote => ({
  id: row.id,
  providerId: row.provider_id,
  kind: toKind(row.kind),
  text: row.text,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  writtenBy: row.written_by,
});

const toKind = (text: string): OutageKind => OUTAGE_KINDS.find((kind) => kind === text) ?? "partly";
