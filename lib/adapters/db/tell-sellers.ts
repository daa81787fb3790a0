import type { NewAudit } from "../../core/ports/history";
import type { OutageStore } from "../../core/ports/outages";
import { Prisma } from "./generated/client";
import { writeAudit } from "./history";
import type { Db } from "./open";

type Tx = Prisma.TransactionClient;
/** Of what sellers are told. `why` names the sentence; `note` is the admin's own. */
type Told = { since: Date; why: "provider" | "setup" | "team"; note: string | null; whose: Prisma.Sql };

const LABELS_TOLD = 5;

/**
 * Telling by hand is the notice that the sweep would write by itself after a while: of a person and a marketplace, and
 * there is one as long as the trouble lasts. So nobody hears of it twice, and everybody hears when it is over.
 */
export const tellSellers = (db: Db): Pick<OutageStore, "tellOfIncident" | "tellOfNote"> => ({
  tellOfIncident: (id, audit) =>
    db.$transaction(async (tx) => {
      const [incident] = await tx.$queryRaw<{ kind: string; opened_at: Date; registration_id: bigint }[]>`
        SELECT kind, opened_at, registration_id FROM incident WHERE public_id = ${id} AND closed_at IS NULL FOR UPDATE`;
      if (!incident) return null;
      const whose = Prisma.sql`c.registration_id = ${incident.registration_id} AND c.status = 'ACTIVE'`;
      const why = incident.kind === "credentials" ? "setup" : "provider";
      return tell(tx, id, { since: incident.opened_at, why, note: null, whose }, audit);
    }),

  tellOfNote: (id, audit) =>
    db.$transaction(async (tx) => {
      const [note] = await tx.$queryRaw<{ provider_id: string; starts_at: Date; text: string }[]>`
        SELECT provider_id, starts_at, text FROM outage_note
        WHERE public_id = ${id} AND starts_at <= now() AND (ends_at IS NULL OR ends_at > now()) FOR UPDATE`;
      if (!note) return null;
      const whose = Prisma.sql`c.provider_id = ${note.provider_id} AND c.status NOT IN ('REVOKING', 'REVOKED')`;
      return tell(tx, id, { since: note.starts_at, why: "team", note: note.text, whose }, audit);
    }),
});

async function tell(tx: Tx, outage: string, { since, why, note, whose }: Told, audit: NewAudit): Promise<number> {
  const told = await tx.$executeRaw`
    INSERT INTO notice (user_id, kind, provider_id, data)
    SELECT c.owner_id, 'trouble', c.provider_id, jsonb_strip_nulls(jsonb_build_object(
      'since', to_char(${since}::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'why', ${why}::text, 'note', ${note}::text,
      'outage', ${outage}::text, 'count', count(*), 'labels', to_jsonb((array_agg(c.label ORDER BY c.id))[1:${LABELS_TOLD}::int]),
      'muted', bool_and(c.muted_at IS NOT NULL)))
    FROM connection c WHERE ${whose} AND NOT EXISTS (
      SELECT FROM notice n WHERE n.user_id = c.owner_id AND n.kind = 'trouble' AND n.provider_id = c.provider_id
        AND (n.closed_at IS NULL OR n.at >= ${since}::timestamptz OR n.data->>'outage' = ${outage}))
    GROUP BY c.owner_id, c.provider_id
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    INSERT INTO outage_telling (outage, sellers) VALUES (${outage}, ${told})
    ON CONFLICT (outage) DO UPDATE SET told_at = now(), sellers = outage_telling.sellers + excluded.sellers`;
  await writeAudit(tx, [{ ...audit, data: { ...audit.data, sellers: told } }]);
  return told;
}
