import type { Database, Query } from "./open";

/** One client of ours that made-up connections are made with, and what its marketplace is like. */
export type SeedPlace = {
  /** Public id of the registration. */
  readonly registrationId: string;
  readonly isTest: boolean;
  /** How long access is good for there, in seconds. */
  readonly lifetimeSeconds: number;
  /** What is asked for there. */
  readonly scope: readonly string[];
};

export type SeedOptions = {
  readonly connections: number;
  readonly sellers: number;
  readonly places: readonly SeedPlace[];
  /** The protected header of every sealed value (RFC 7516 §3): it names a key that nobody has. */
  readonly sealedHeader: string;
  /** Under which key the rows say they are sealed: one that this deployment has, or it would not start. */
  readonly keyId: string;
  /** How much is known of what was: so many renewals and lines of history of each connection. */
  readonly renewals?: number;
  /** The same number gives the same connections. */
  readonly seed?: number;
};

const AT_ONCE = 10_000;
/** A name that no mail can ever be sent to (RFC 2606 §2). */
const DOMAIN = "seeded.invalid";
const DIGITS = "translate(encode(decode(md5(random()::text), 'hex'), 'base64'), '+/=', '-_')";

export async function isEmpty(database: Pick<Database, "query">): Promise<boolean> {
  const { rows } = await database.query("SELECT EXISTS (SELECT FROM connection) AS any_");
  return rows[0]?.["any_"] === false;
}

/**
 * Fills a database with sellers and connections that no marketplace knows, spread over every state as they are in a
 * deployment at work. Nobody is told of anything: each connection is muted, and no address exists.
 *
 * @param told how many connections there are so far, after each 10,000
 */
export async function seedRows(
  database: Pick<Database, "inSession">,
  options: SeedOptions,
  told: (made: number) => void,
): Promise<void> {
  const { connections, sellers } = options;
  await database.inSession(async (query) => {
    await query("SELECT setseed($1)", [options.seed ?? 0.5]);
    await query(
      `INSERT INTO app_user (public_id, name, email, email_verified_at)
       SELECT 'usr_' || left(${DIGITS}, 20), 'Seller ' || i, 'seller' || i || '@${DOMAIN}', now() FROM generate_series(1, $1::int) AS i`,
      [sellers],
    );
    for (let made = 0; made < connections; ) {
      const most = Math.min(AT_ONCE, connections - made);
      await inTransaction(query, () => seedSome(query, options, made, most));
      made += most;
      told(made);
    }
    await query("ANALYZE");
  });
}

async function inTransaction(query: Query, work: () => Promise<void>): Promise<void> {
  await query("BEGIN");
  try {
    await work();
    await query("COMMIT");
  } catch (error) {
    await query("ROLLBACK");
    throw error;
  }
}

/** Settled in one statement instead of one by one, which is what takes time in bulk. */
async function seedSome(
  query: Query,
  { sellers, places, sealedHeader, keyId, renewals = 2 }: SeedOptions,
  made: number,
  most: number,
): Promise<void> {
  await query(`ALTER TABLE credential DISABLE TRIGGER "settle_credential_made"`);
  const { rows } = await query("SELECT COALESCE(max(id), 0) AS last FROM connection");
  const last = rows[0]?.["last"];
  await query(
    `CREATE TEMP TABLE seeded ON COMMIT DROP AS
     SELECT i, p.*, u.id AS owner, dice.state, dice.at, dice.name, now() + (dice.due * lifetime) * interval '1 second' AS due
     FROM (
       SELECT i, random() AS dice, random() AS at, 0.02 + random() * 0.7 AS due, 1 + floor(power(random(), 1.6) * $3::int)::int AS place,
         (ARRAY['Main store', 'Outlet', 'Tickets', 'EU shop', 'Sneakers', 'Resale', 'Event desk', 'Season passes', 'Box office', 'Second shop'])[1 + floor(random() * 10)] AS name,
         1 + floor(random() * $4::int)::bigint AS seller
       FROM generate_series($1::int + 1, $1::int + $2::int) AS i
     ) AS one
     CROSS JOIN LATERAL (SELECT one.at, one.due, one.name, CASE
       WHEN dice < 0.012 THEN 'reconnect' WHEN dice < 0.0145 THEN 'over' WHEN dice < 0.015 THEN 'over_ours' WHEN dice < 0.02 THEN 'failing' WHEN dice < 0.022 THEN 'setup'
       WHEN dice < 0.037 THEN 'ends' WHEN dice < 0.045 THEN 'partial' WHEN dice < 0.053 THEN 'paused' WHEN dice < 0.073 THEN 'gone'
       WHEN dice < 0.083 THEN 'no_refresh' ELSE 'working' END AS state) AS dice
     JOIN (SELECT w.place, w.test, w.lifetime, w.scope, r.id AS registration, r.provider_id, r.environment_id
       FROM jsonb_to_recordset($5::jsonb) AS w(place int, reg text, test boolean, lifetime int, scope text[]) JOIN client_registration r ON r.public_id = w.reg
     ) AS p ON p.place = one.place
     JOIN app_user u ON u.email = 'seller' || one.seller || '@${DOMAIN}'`,
    [
      made,
      most,
      places.length,
      sellers,
      JSON.stringify(
        places.map(({ registrationId, isTest, lifetimeSeconds, scope }, index) => ({
          place: index + 1,
          reg: registrationId,
          test: isTest,
          lifetime: lifetimeSeconds,
          scope,
        })),
      ),
    ],
  );
  await query(
    `INSERT INTO connection (public_id, bucket, owner_id, provider_id, environment_id, registration_id, definition_digest, is_test, label,
       account_issuer, account_key, account_name, status, reauth_reason, scope_wanted, scope_granted, scope_reported, connected_at, created_at,
       broken_since, paused_at, disconnected_at, revocation_result, muted_at)
     SELECT 'con_' || lpad(to_hex(i % 64), 2, '0') || left(${DIGITS}, 20), i % 64, owner, provider_id, environment_id, registration, 'seeded', test,
       name || ' ' || i, 'https://seeded.invalid', i::text, 'account' || i || '@${DOMAIN}',
       (CASE state WHEN 'reconnect' THEN 'NEEDS_REAUTH' WHEN 'paused' THEN 'PAUSED' WHEN 'gone' THEN 'REVOKED' ELSE 'ACTIVE' END)::"ConnectionStatus",
       CASE state WHEN 'reconnect' THEN (ARRAY['invalid_grant', 'invalid_grant', 'invalid_grant', 'refresh_token_expired'])[1 + i % 4] END,
       scope, CASE state WHEN 'partial' THEN '{}' ELSE scope END, true, now() - (1 + at * 400) * interval '1 day', now() - (1 + at * 400) * interval '1 day',
       CASE state WHEN 'reconnect' THEN now() - at * interval '9 days' END, CASE state WHEN 'paused' THEN now() - at * interval '30 days' END,
       CASE state WHEN 'gone' THEN now() - at * interval '90 days' END, CASE state WHEN 'gone' THEN 'confirmed' END, now()
     FROM seeded ORDER BY i`,
  );
  await query(
    `INSERT INTO credential (connection_id, registration_id, sealed, key_id, generation, has_refresh, refresh_fingerprint, obtained_at, access_expires_at,
       access_end_known, refresh_expires_at, refresh_after, failures_in_row, last_failure_class, last_failure_code, last_failed_at, last_refreshed_at, last_refresh_ms)
     SELECT c.id, c.registration_id,
       CASE WHEN state <> 'gone' THEN $2 || '.' || left(repeat(md5(i || 'wrapped'), 2), 53) || 'A.' || left(md5(i || 'iv'), 16) || '.' || repeat(md5(i::text), 28) || '.' || left(md5(i || 'tag'), 21) || 'A' END,
       CASE WHEN state <> 'gone' THEN $3 END, 1 + (i % 900), state NOT IN ('gone', 'no_refresh'), CASE WHEN state <> 'gone' THEN md5(i || 'print') END,
       CASE WHEN state IN ('over', 'over_ours', 'reconnect') THEN now() - (2 + at) * lifetime * interval '1 second'
         WHEN state IN ('failing', 'setup') THEN now() - 0.8 * lifetime * interval '1 second' ELSE due - 0.72 * lifetime * interval '1 second' END,
       CASE WHEN state IN ('over', 'over_ours', 'reconnect') THEN now() - (1 + at) * lifetime * interval '1 second'
         WHEN state IN ('failing', 'setup') THEN now() + 0.2 * lifetime * interval '1 second'
         WHEN state = 'no_refresh' THEN now() + (1 + at * 200) * interval '1 day'
         WHEN state <> 'gone' THEN due + 0.28 * lifetime * interval '1 second' END,
       true, CASE WHEN state = 'ends' THEN now() + at * interval '7 days' WHEN state = 'working' AND i % 3 = 0 THEN now() + (8 + at * 350) * interval '1 day' END,
       CASE WHEN state IN ('working', 'ends', 'partial') THEN due WHEN state IN ('over', 'over_ours', 'failing', 'setup') THEN now() + at * interval '10 minutes' END,
       CASE WHEN state IN ('failing', 'setup', 'over', 'over_ours') THEN 2 + i % 9 WHEN state = 'reconnect' THEN 2 ELSE 0 END,
       CASE state WHEN 'failing' THEN 'provider' WHEN 'over' THEN 'provider' WHEN 'setup' THEN 'setup' WHEN 'over_ours' THEN 'setup' WHEN 'reconnect' THEN 'grant' END,
       CASE state WHEN 'failing' THEN 'transient' WHEN 'over' THEN 'temporarily_unavailable' WHEN 'setup' THEN 'invalid_client' WHEN 'over_ours' THEN 'invalid_client' WHEN 'reconnect' THEN 'invalid_grant' END,
       CASE WHEN state IN ('failing', 'setup', 'over', 'over_ours', 'reconnect') THEN now() - at * interval '30 minutes' END, now() - at * interval '1 hour', 100 + i % 900
     FROM seeded s JOIN connection c ON c.label = s.name || ' ' || s.i AND c.owner_id = s.owner WHERE c.id > $1 ORDER BY c.id`,
    [last, sealedHeader, keyId],
  );
  await query(
    `INSERT INTO refresh_attempt (connection_id, registration_id, lease_id, generation, trigger, state, error_class, reply_class, error_code, http_status, duration_ms,
       reference, started_at, finished_at)
     SELECT k.connection_id, k.registration_id, 'seeded ' || k.connection_id || ' ' || n, k.generation, 'scheduler',
       (CASE WHEN bad THEN 'FAILED' ELSE 'COMMITTED' END)::"RefreshState", CASE WHEN bad THEN k.last_failure_class END, CASE WHEN bad THEN 'transient' END,
       CASE WHEN bad THEN k.last_failure_code END, CASE WHEN bad THEN 503 ELSE 200 END, k.last_refresh_ms, CASE WHEN bad THEN 'S' || substr(k.connection_id::text, 1, 1) || '-' || upper(left(md5(k.connection_id::text), 3)) END,
       tried.at, tried.at + k.last_refresh_ms * interval '1 millisecond'
     FROM credential k CROSS JOIN generate_series(0, $2::int - 1) AS n CROSS JOIN LATERAL (SELECT k.last_failure_class IS NOT NULL AND n = 0 AS bad) AS how
     CROSS JOIN LATERAL (SELECT k.obtained_at - (n + 0.1) * interval '2 hours' AS at) AS tried WHERE k.connection_id > $1 ORDER BY n DESC, k.connection_id`,
    [last, renewals],
  );
  await query(
    `INSERT INTO connection_event (connection_id, at, type, actor_kind, data)
     SELECT connection_id, obtained_at, 'renewed', 'holdfast', '{"seconds": "0.4"}' FROM credential, generate_series(2, $2::int) WHERE connection_id > $1`,
    [last, renewals],
  );
  await query("SELECT settle_new_connections($1::bigint + 1, 9223372036854775807)", [last]);
  await query(`ALTER TABLE credential ENABLE TRIGGER "settle_credential_made"`);
}
