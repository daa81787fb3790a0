import { randomBytes } from "node:crypto";
import type { ConnectionStatus, FailureClass, ReauthReason } from "@/lib/core/connections/connection";
import type { TestDatabase } from "./postgres";

/** One of many connections. What is left out is that of one that works. Instants are counted from now, in milliseconds. */
export type Member = {
  readonly label: string;
  /** Public id of the person. */
  readonly owner: string;
  readonly provider?: string;
  readonly account?: string | null;
  readonly status?: ConnectionStatus;
  readonly reason?: ReauthReason | null;
  readonly wanted?: readonly string[];
  readonly granted?: readonly string[];
  readonly hasRefresh?: boolean;
  readonly obtained?: number;
  readonly accessEnds?: number | null;
  readonly accessEndKnown?: boolean;
  readonly permissionEnds?: number | null;
  readonly due?: number | null;
  readonly failures?: number;
  readonly failure?: { readonly class: FailureClass; readonly code: string } | null;
};

const HOUR = 3_600_000;

const whole = (member: Member) => ({
  id: `con_00${randomBytes(12).toString("base64url")}`,
  provider: "stubhub",
  account: null,
  status: "ACTIVE",
  reason: null,
  wanted: ["read:sales"],
  granted: ["read:sales"],
  hasRefresh: true,
  obtained: -HOUR / 10,
  accessEnds: HOUR,
  accessEndKnown: true,
  permissionEnds: null,
  due: HOUR / 2,
  failures: 0,
  failureClass: member.failure?.class ?? null,
  failureCode: member.failure?.code ?? null,
  ...member,
});

/**
 * Plants many connections in two statements, in the order in which they are given.
 *
 * @param now what every instant is counted from
 * @returns the public ids in the same order
 */
export async function plantCrowd(
  database: Pick<TestDatabase, "query">,
  members: readonly Member[],
  now = new Date(),
): Promise<readonly string[]> {
  const rows = members.map(whole);
  const sent = [JSON.stringify(rows), now];
  const from = (column: string) => `$2::timestamptz + (m->>'${column}')::float8 * interval '1 millisecond'`;
  const list = (column: string) => `array(select jsonb_array_elements_text(m->'${column}'))`;
  await database.query(
    `insert into connection (public_id, bucket, owner_id, provider_id, environment_id, registration_id, definition_digest, is_test, label,
       account_issuer, account_name, status, reauth_reason, scope_wanted, scope_granted, scope_reported, broken_since)
     select m->>'id', 0, u.id, r.provider_id, r.environment_id, r.id, 'planted', true, m->>'label', 'planted', m->>'account',
       (m->>'status')::"ConnectionStatus", m->>'reason', ${list("wanted")}, ${list("granted")}, true,
       case when m->>'status' = 'NEEDS_REAUTH' then $2::timestamptz - interval '2 hours' end
     from jsonb_array_elements($1::jsonb) with ordinality as many(m, place)
     join app_user u on u.public_id = m->>'owner'
     cross join lateral (select * from client_registration where provider_id = m->>'provider' order by id limit 1) r order by place`,
    sent,
  );
  await database.query(
    `insert into credential (connection_id, registration_id, has_refresh, obtained_at, access_expires_at, access_end_known, refresh_expires_at, refresh_after,
       failures_in_row, last_failure_class, last_failure_code, last_failed_at)
     select c.id, c.registration_id, (m->>'hasRefresh')::boolean, ${from("obtained")}, ${from("accessEnds")}, (m->>'accessEndKnown')::boolean,
       ${from("permissionEnds")}, ${from("due")}, (m->>'failures')::int, m->>'failureClass', m->>'failureCode',
       case when m->>'failureClass' is not null then $2::timestamptz - interval '5 minutes' end
     from jsonb_array_elements($1::jsonb) as m join connection c on c.public_id = m->>'id'`,
    sent,
  );
  return rows.map(({ id }) => id);
}
