import type { CanaryResult } from "../../core/connections/canary";
import type { Trouble } from "../../core/connections/trouble";
import type { AdminReads, RegistrationState, UnexplainedReply } from "../../core/ports/admin";
import type { Prisma } from "./generated/client";
import { readHealth } from "./health-counts";
import type { Db } from "./open";

type Reply = {
  at: Date;
  met: UnexplainedReply["met"];
  provider_id: string | null;
  environment_id: string | null;
  status: number | null;
  code: string | null;
  text: string | null;
  connection_id: string | null;
  label: string | null;
  reference: string | null;
};

/** Health by provider from the counts that are kept, and what no rule explains. @param countsTests `countsTests` */
export function adminHealth(db: Db, countsTests: boolean): Pick<AdminReads, "health" | "registrations" | "unexplained"> {
  return {
    health: () => readHealth(db, countsTests),

    async registrations() {
      const rows = await db.clientRegistration.findMany({ orderBy: { id: "asc" }, omit: { sealedSecrets: true } });
      return rows.map(toRegistrationState);
    },

    async unexplained(since, limit) {
      const replies = await db.$queryRaw<Reply[]>`
        (SELECT a.started_at AS at, 'renewal' AS met, c.provider_id, c.environment_id, a.http_status AS status,
          NULLIF(a.error_code, a.reply_class) AS code, a.error_text AS text, c.public_id AS connection_id, c.label, a.reference
        FROM refresh_attempt a JOIN connection c ON c.id = a.connection_id WHERE a.reply_class = 'reply_malformed'
        ORDER BY a.started_at DESC LIMIT ${limit})
        UNION ALL
        (SELECT e.at, 'sign_in', e.data->>'provider', t.environment_id, NULLIF((e.data->>'status')::int, 0), NULLIF(e.data->>'providerError', ''),
          NULLIF(e.data->>'providerText', ''), c.public_id, c.label, e.reference
        FROM audit_event e LEFT JOIN authorization_attempt t ON t.public_id = e.object
          LEFT JOIN connection c ON c.id = t.connection_id
        WHERE e.action = 'connection_attempt' AND e.data->>'class' = 'reply_malformed' ORDER BY e.at DESC LIMIT ${limit})
        ORDER BY at DESC LIMIT ${limit}`;
      const [counted] = await db.$queryRaw<{ count: number }[]>`
        SELECT ((SELECT count(*) FROM refresh_attempt WHERE reply_class = 'reply_malformed' AND started_at >= ${since}::timestamptz)
          + (SELECT count(*) FROM audit_event WHERE action = 'connection_attempt' AND data->>'class' = 'reply_malformed'
              AND at >= ${since}::timestamptz))::int AS count`;
      return { replies: replies.map(toReply), count: counted?.count ?? 0 };
    },
  };
}

const toRegistrationState = (row: Omit<Prisma.ClientRegistrationGetPayload<object>, "sealedSecrets">): RegistrationState => ({
  id: row.publicId,
  providerId: row.providerId,
  environmentId: row.environmentId,
  renewalsPausedAt: row.renewalsPausedAt,
  isInEmergency: row.emergencyAt !== null,
  enabled: row.enabled,
  frozenUntil: row.frozenUntil,
  frozenCode: row.frozenCode,
  trouble: row.trouble as Trouble | null,
  canary: row.canaryResult && row.canaryAt ? { result: row.canaryResult as CanaryResult, at: row.canaryAt } : null,
});

const toReply = (row: Reply): UnexplainedReply => ({
  at: row.at,
  met: row.met,
  providerId: row.provider_id ?? "",
  environmentId: row.environment_id,
  status: row.status,
  code: row.code,
  text: row.text,
  connection: row.connection_id === null ? null : { id: row.connection_id, label: row.label ?? row.connection_id },
  reference: row.reference,
});
