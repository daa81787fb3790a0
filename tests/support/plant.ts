import { randomBytes } from "node:crypto";
import type { TestDatabase } from "./postgres";

const random = () => randomBytes(12).toString("base64url");

/** A stored connection in a state of the test's choosing. Intervals are PostgreSQL's, counted from now: `-5 days`. */
export type Planted = {
  readonly label: string;
  readonly account?: string | null;
  readonly status?: "ACTIVE" | "NEEDS_REAUTH" | "PAUSED" | "REVOKING" | "REVOKED";
  readonly connected?: string;
  readonly brokenSince?: string;
  readonly disconnected?: string;
  /** How its end went at the marketplace; the default has no way to cancel. */
  readonly end?: {
    readonly result: "confirmed" | "unconfirmed" | "no_way" | null;
    readonly why?: "given_up" | "refused";
    readonly proven?: boolean;
    readonly tries?: number;
    readonly nextTry?: string;
    readonly accessUntil?: string;
  };
  readonly accessEnds?: string | null;
  readonly permissionEnds?: string | null;
  readonly renews?: string | null;
  readonly failures?: number;
  readonly renewed?: string;
  /** False: the marketplace gave nothing to renew with. */
  readonly renewable?: boolean;
  readonly granted?: readonly string[];
  /** One letter per day up to today: o fine, l late, f failed, anything else nothing. */
  readonly days?: string;
  readonly events?: readonly PlantedEvent[];
};

export type PlantedEvent = {
  readonly at: string;
  readonly type: string;
  readonly by?: "seller" | "holdfast" | "provider";
  readonly data?: Readonly<Record<string, string>>;
  readonly reference?: string;
};

const WANTED = ["read:sellerlistings", "write:sellerlistings", "read:sales", "read:user"];

/** @returns the public id */
export async function plantConnection(database: TestDatabase, userId: string, planted: Planted): Promise<string> {
  const { status = "ACTIVE", granted = WANTED, failures = 0, accessEnds = "53 minutes", renews = "41 minutes" } = planted;
  const id = `con_00${random()}`;
  const [row] = await database.query(
    `insert into connection (public_id, bucket, owner_id, provider_id, environment_id, registration_id, definition_digest, is_test, label,
       account_issuer, account_name, status, reauth_reason, scope_wanted, scope_granted, scope_reported, connected_at, broken_since, disconnected_at, revocation_result)
     select $1, 0, u.id, 'stubhub', r.environment_id, r.id, 'planted', true, $3, 'planted', $4, $5::"ConnectionStatus", case when $5 = 'NEEDS_REAUTH' then 'invalid_grant' end, $6, $7, true,
       now() + $8::interval, now() + $9::interval, now() + $10::interval, $11
     from app_user u, client_registration r where u.public_id = $2 and r.provider_id = 'stubhub' limit 1 returning id`,
    [
      id,
      userId,
      planted.label,
      planted.account ?? null,
      status,
      WANTED,
      granted,
      planted.connected ?? "-20 days",
      planted.brokenSince ?? null,
      planted.disconnected ?? null,
      planted.disconnected ? "no_way" : null,
    ],
  );
  const key = row?.["id"];
  await database.query(
    `insert into credential (connection_id, registration_id, generation, has_refresh, obtained_at, access_expires_at, access_end_known, refresh_expires_at,
       refresh_after, failures_in_row, last_failure_class, last_failure_code, last_failed_at, last_refreshed_at, last_refresh_ms)
     values ($1, (select registration_id from connection where id = $1), 7, $8, now() + $7::interval, now() + $2::interval, true, now() + $3::interval, now() + $4::interval, $5,
       $6, case when $5 > 0 then 'transient' end, case when $5 > 0 then now() - interval '4 minutes' end,
       case when $8::boolean then now() + $7::interval end, 412)`,
    [
      key,
      accessEnds,
      planted.permissionEnds ?? null,
      status === "ACTIVE" ? renews : null,
      failures,
      failures > 0 ? "provider" : null,
      planted.renewed ?? "-7 minutes",
      planted.renewable ?? true,
    ],
  );
  const { disconnected, end = { result: "no_way" } } = planted;
  if (disconnected) await plantEnd(database, key, disconnected, end);
  await plantDays(database, key, planted.days ?? "");
  for (const { at, type, by = "holdfast", data = {}, reference = null } of planted.events ?? []) {
    await database.query(
      "insert into connection_event (connection_id, at, actor_kind, actor_id, type, data, reference) values ($1, now() + $2::interval, $3, $4, $5, $6, $7)",
      [key, at, by, by === "seller" ? userId : null, type, JSON.stringify(data), reference],
    );
  }
  return id;
}

/** Gives the lines of all histories the ids that they would have had, had they happened one after the other. */
export async function putHistoryInOrder(database: TestDatabase): Promise<void> {
  await database.query(
    `update connection_event e set id = placed.id from (
       select id as old, (select max(id) from connection_event) + row_number() over (order by at, id) as id from connection_event) placed
     where placed.old = e.id`,
  );
  await database.query("select setval(pg_get_serial_sequence('connection_event', 'id'), (select max(id) from connection_event))");
}

async function plantEnd(database: TestDatabase, key: unknown, at: string, end: NonNullable<Planted["end"]>): Promise<void> {
  await database.query(
    `update connection set revocation_result = $2, revocation_why = $3, revocation_proven = $4, ending_tries = $5,
       ending_next_at = now() + $6::interval, access_until = now() + $7::interval, revocation_reference = 'R7-4QX',
       revocation_at = case when $2::text is not null then now() + $8::interval + interval '2 seconds' end where id = $1`,
    [key, end.result, end.why ?? null, end.proven ?? null, end.tries ?? 1, end.nextTry ?? null, end.accessUntil ?? null, at],
  );
}

async function plantDays(database: TestDatabase, key: unknown, days: string): Promise<void> {
  const states: Readonly<Record<string, readonly string[]>> = { o: ["COMMITTED"], l: ["FAILED", "COMMITTED"], f: ["FAILED"] };
  for (const [place, letter] of [...days].reverse().entries()) {
    for (const state of states[letter] ?? []) {
      await database.query(
        `insert into refresh_attempt (connection_id, lease_id, generation, trigger, state, started_at)
         values ($1, $2, 1, 'scheduler', $3::"RefreshState", now() - $4 * interval '1 day')`,
        [key, random(), state, place],
      );
    }
  }
}

/** A finished attempt, so that its result page can be seen. @returns the public id */
export async function plantAttempt(
  database: TestDatabase,
  userId: string,
  planted: {
    readonly outcome: string;
    readonly connection?: string | null;
    readonly result?: Readonly<Record<string, unknown>>;
    readonly repairs?: boolean;
  },
): Promise<string> {
  const id = `att_${random()}`;
  await database.query(
    `insert into authorization_attempt (public_id, state_hash, browser_hash, user_id, session_id, provider_id, environment_id, registration_id,
       connection_id, label, scope, reference, expires_at, consumed_at, finished_at, outcome, result)
     select $1, $1, $1, u.id, 'planted', 'stubhub', r.environment_id, r.id,
       (select id from connection where public_id = $3 and $4), 'Main store', $5, 'K7-4QX', now() + interval '9 minutes',
       now(), now(), $6, $7
     from app_user u, client_registration r where u.public_id = $2 and r.provider_id = 'stubhub' limit 1`,
    [
      id,
      userId,
      planted.connection ?? null,
      planted.repairs ?? false,
      WANTED,
      planted.outcome,
      JSON.stringify({ ...(planted.connection && { connectionId: planted.connection }), ...planted.result }),
    ],
  );
  return id;
}

export async function plantMail(database: TestDatabase, to: string, subject: string, text: string, at: string): Promise<void> {
  await database.query(
    "insert into mailbox_message (public_id, recipient, subject, text, created_at) values ($1, $2, $3, $4, now() + $5::interval)",
    [`msg_${random()}`, to, subject, text, at],
  );
}

/** What an admin has to look into: a renewal that was refused, and answers that no rule explains. */
export async function plantTrouble(database: TestDatabase): Promise<void> {
  const tried = (label: string, at: string, more: readonly unknown[]) =>
    database.query(
      `insert into refresh_attempt (connection_id, lease_id, generation, trigger, state, started_at, error_class, reply_class, error_code, error_text,
         http_status, duration_ms, reference)
       select id, $3, 7, 'scheduler', 'FAILED', now() + $2::interval, $4, $5, $6, $7, $8, 312, $9 from connection where label = $1 limit 1`,
      [label, at, random(), ...more],
    );
  await tried("EU outlet", "-3 hours", [
    "grant",
    "grant_dead",
    "invalid_grant",
    "The seller took the permission back.",
    400,
    "Q4-7HN",
  ]);
  const closed = "This shop is closed for its inventory until Monday morning. Please come back then.";
  await tried("Tickets", "-4 minutes", ["provider", "reply_malformed", "shop_closed_for_inventory", closed, 409, "K7-4QX"]);
  await database.query(
    `insert into audit_event (actor_kind, action, object, result, reference, at, data)
     values ('seller', 'connection_attempt', 'att_planted', 'failed', 'M2-8RT', now() - interval '2 hours', $1)`,
    [JSON.stringify({ provider: "stubhub", class: "reply_malformed", status: 200, providerError: "", providerText: "" })],
  );
}

/** What is wrong for everybody at three marketplaces, and what was. It lasts until `endIncidents`. */
export async function plantIncidents(database: TestDatabase): Promise<void> {
  const begin = (provider: string, kind: string, code: string | null, since: string, next: string) =>
    database.query(
      `with r as (
         update client_registration set trouble = $2, trouble_since = now() + $4::interval, frozen_until = now() + $5::interval,
           canary_result = case when $2 = 'credentials' then 'refused' else 'accepted' end, canary_at = now() - interval '12 minutes'
         where provider_id = $1 returning id)
       insert into incident (public_id, registration_id, kind, code, opened_at) select $6, id, $2, $3, now() + $4::interval from r`,
      [provider, kind, code, since, next, `inc_${random()}`],
    );
  await begin("stubhub", "outage", "temporarily_unavailable", "-42 minutes", "19 seconds");
  await begin("etsy", "credentials", "invalid_client", "-9 minutes", "3 minutes");
  await begin("square", "refusals", "invalid_grant", "-3 hours", "4 seconds");
  for (const [provider, kind, from, to] of [
    ["stockx", "outage", "-26 hours", "-25 hours"],
    ["ebay", "credentials", "-5 days", "-4 days"],
  ]) {
    await database.query(
      `insert into incident (public_id, registration_id, kind, code, opened_at, closed_at)
       select $1, id, $3, case when $3 = 'credentials' then 'invalid_client' end, now() + $4::interval, now() + $5::interval
       from client_registration where provider_id = $2`,
      [`inc_${random()}`, provider, kind, from, to],
    );
  }
}

export async function endIncidents(database: TestDatabase): Promise<void> {
  await database.query("delete from incident");
  await database.query(
    "update client_registration set trouble = null, trouble_since = null, frozen_until = null, canary_result = null, canary_at = null",
  );
}
