import type { CanaryResult } from "../../core/connections/canary";
import type { Condition } from "../../core/connections/condition";
import type { Trouble } from "../../core/connections/trouble";
import type { AdminReads, RegistrationState, UnexplainedReply } from "../../core/ports/admin";
import type { Prisma } from "./generated/client";
import type { Db } from "./open";
import { stateColumns } from "./state-columns";

type Count = {
  provider_id: string;
  environment_id: string;
  condition: Condition;
  count: number;
  last_success_at: Date | null;
  overdue: number;
  oldest_due_at: Date | null;
};

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

/** The scheduler looks every few seconds, so a renewal that is due for longer than this is late. */
const LATE_MS = 60_000;

/** Health by provider, and what no rule explains, each in one statement over what is kept anyway. */
export function adminHealth(db: Db): Pick<AdminReads, "health" | "registrations" | "unexplained"> {
  return {
    async health(derive) {
      const late = new Date(derive.now.getTime() - LATE_MS);
      const rows = await db.$queryRaw<Count[]>`
        SELECT c.provider_id, c.environment_id, s.condition, count(*)::int AS count, max(k.obtained_at) AS last_success_at,
          count(*) FILTER (WHERE due.late)::int AS overdue, min(k.refresh_after) FILTER (WHERE due.late) AS oldest_due_at
        FROM connection c JOIN credential k ON k.connection_id = c.id JOIN client_registration r ON r.id = c.registration_id ${stateColumns(derive)}
        CROSS JOIN LATERAL (SELECT c.status = 'ACTIVE' AND k.has_refresh AND k.refresh_after < ${late}::timestamptz AS late) AS due
        GROUP BY 1, 2, 3`;
      return rows.map((row) => ({
        providerId: row.provider_id,
        environmentId: row.environment_id,
        condition: row.condition,
        count: row.count,
        lastSuccessAt: row.last_success_at,
        overdue: row.overdue,
        oldestDueAt: row.oldest_due_at,
      }));
    },

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
  providerId: row.providerId,
  environmentId: row.environmentId,
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
