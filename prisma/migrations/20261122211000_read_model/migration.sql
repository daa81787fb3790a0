-- AlterTable
ALTER TABLE "client_registration" ADD COLUMN IF NOT EXISTS "renewals_paused_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "credential" ADD COLUMN     "standing" SMALLINT,
ADD COLUMN     "state_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "connection_state" (
    "connection_id" BIGINT NOT NULL,
    "registration_id" BIGINT NOT NULL,
    "owner_id" BIGINT NOT NULL,
    "is_test" BOOLEAN NOT NULL,
    "own_state" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "urgency" INTEGER NOT NULL,
    "urgent_at" TIMESTAMPTZ(3) NOT NULL,
    "label" TEXT COLLATE "C" NOT NULL,
    "account" TEXT COLLATE "C",
    "grant_ends_at" TIMESTAMPTZ(3),
    "ends_key" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,

    CONSTRAINT "connection_state_pkey" PRIMARY KEY ("connection_id")
);

-- CreateTable
CREATE TABLE "state_count" (
    "registration_id" BIGINT NOT NULL,
    "is_test" BOOLEAN NOT NULL,
    "own_state" TEXT NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "state_count_pkey" PRIMARY KEY ("registration_id","is_test","own_state")
);

-- CreateTable
CREATE TABLE "state_delta" (
    "id" BIGSERIAL NOT NULL,
    "registration_id" BIGINT NOT NULL,
    "is_test" BOOLEAN NOT NULL,
    "own_state" TEXT NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "state_delta_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "downtime" (
    "id" BIGSERIAL NOT NULL,
    "connection_id" BIGINT NOT NULL,
    "registration_id" BIGINT NOT NULL,
    "owner_id" BIGINT NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "downtime_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "implied_scope" (
    "provider_id" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "contains" TEXT NOT NULL,

    CONSTRAINT "implied_scope_pkey" PRIMARY KEY ("provider_id","value","contains")
);

-- CreateIndex
CREATE INDEX "downtime_connection_id_began_at_idx" ON "downtime"("connection_id", "began_at");

-- CreateIndex
CREATE INDEX "downtime_ended_at_idx" ON "downtime"("ended_at");

-- CreateIndex
CREATE INDEX "credential_registration_id_obtained_at_idx" ON "credential"("registration_id", "obtained_at");

-- AddForeignKey
ALTER TABLE "connection_state" ADD CONSTRAINT "connection_state_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "downtime" ADD CONSTRAINT "downtime_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What the schema language cannot say.

-- A connection is down once at a time, and what is down now is few.
CREATE UNIQUE INDEX "downtime_open_key" ON "downtime"("connection_id") WHERE "ended_at" IS NULL;
CREATE INDEX "downtime_open_idx" ON "downtime"("began_at", "connection_id") WHERE "ended_at" IS NULL;

-- What time alone will change next.
CREATE INDEX "credential_state_until_idx" ON "credential"("state_until") WHERE "state_until" IS NOT NULL;

-- From when on something that began then is downtime that is not written down yet: what is off again, say after a pause, still
-- says when its access ended the first time.
CREATE FUNCTION "after_downtime"(wanted BIGINT, began TIMESTAMPTZ) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT GREATEST(began, (SELECT max(ended_at) FROM downtime WHERE connection_id = wanted))
$$;

-- The credential's share of the state, as bits: 1 access is over, 2 something renews it, 4 it ends soon, 8 its failures
-- are shown, 16 they are for whoever runs Holdfast to end. Beside it the next instant at which time alone changes a bit.
-- The figures are those of core/connections/display-state; a test holds both against each other.
CREATE FUNCTION "stand_credential"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    at CONSTANT TIMESTAMPTZ := clock_timestamp();
    skew CONSTANT INTERVAL := interval '1 minute';
    access_end CONSTANT TIMESTAMPTZ := CASE WHEN NEW.access_end_known THEN NEW.access_expires_at END;
    is_over CONSTANT BOOLEAN := COALESCE(at >= access_end + skew, false);
    renewable CONSTANT BOOLEAN := NEW.has_refresh AND COALESCE(at < NEW.refresh_expires_at + skew, true);
    failing CONSTANT BOOLEAN := NEW.failures_in_row > 0 AND NEW.last_failure_class IS NOT NULL AND NEW.last_failed_at IS NOT NULL;
    access_notice TIMESTAMPTZ;
    grant_notice CONSTANT TIMESTAMPTZ := NEW.refresh_expires_at - interval '7 days';
BEGIN
    IF NOT renewable THEN
        access_notice := access_end - GREATEST(interval '0', LEAST(interval '1 day', (access_end - NEW.obtained_at) * 0.25::float8));
    END IF;
    NEW.standing := is_over::int + 2 * renewable::int
        + 4 * (COALESCE(at >= grant_notice, false) OR COALESCE(at >= access_notice, false))::int
        + 8 * (failing AND NEW.last_failure_class <> 'grant' AND NEW.failures_in_row >= 2)::int
        + 16 * (failing AND NEW.last_failure_class IN ('setup', 'ours'))::int;
    -- LEAST leaves out what is null.
    NEW.state_until := LEAST(
        CASE WHEN access_end + skew > at THEN access_end + skew END,
        CASE WHEN access_notice > at THEN access_notice END,
        CASE WHEN grant_notice > at THEN grant_notice END,
        CASE WHEN NEW.refresh_expires_at + skew > at THEN NEW.refresh_expires_at + skew END);
    -- Access had ended, and is renewed before anybody looked, say after a time in which nothing ran.
    IF TG_OP = 'UPDATE' AND OLD.standing & 1 = 0 AND OLD.access_end_known AND OLD.access_expires_at + skew <= at
        AND OLD.access_expires_at IS DISTINCT FROM NEW.access_expires_at THEN
        INSERT INTO downtime (connection_id, registration_id, owner_id, began_at, ended_at)
        SELECT c.id, c.registration_id, c.owner_id, span.began_at, at
        FROM connection c CROSS JOIN LATERAL (SELECT after_downtime(c.id, OLD.access_expires_at) AS began_at) AS span
        WHERE c.id = NEW.connection_id AND c.status = 'ACTIVE' AND span.began_at < at
            AND NOT EXISTS (SELECT FROM downtime WHERE connection_id = c.id AND ended_at IS NULL);
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER "stand_credential" BEFORE INSERT OR UPDATE OF "has_refresh", "obtained_at", "access_expires_at", "access_end_known",
    "refresh_expires_at", "failures_in_row", "last_failure_class", "last_failed_at", "state_until"
ON "credential" FOR EACH ROW EXECUTE FUNCTION "stand_credential"();

-- What the read model says of each connection, from what is kept of it. Its registration's trouble is left out: it is
-- few rows, and joined by whoever reads.
CREATE VIEW "connection_standing" AS
SELECT c.id AS connection_id, c.registration_id, c.owner_id, c.is_test, own.state AS own_state, grounds.began AS began,
    CASE own.state WHEN 'reconnect' THEN 1 WHEN 'needs_you_off' THEN 2 WHEN 'trouble_off' THEN 3 WHEN 'ends_soon' THEN 4 WHEN 'partial' THEN 5
        WHEN 'needs_you_on' THEN 6 WHEN 'trouble_on' THEN 7 WHEN 'paused' THEN 8 WHEN 'working' THEN 9 ELSE 10 END AS urgency,
    lower(c.label) AS label, lower(c.account_name) AS account, ends.at AS grant_ends_at,
    CASE
        WHEN own.state = 'reconnect' THEN COALESCE(c.reauth_reason, CASE WHEN c.status = 'NEEDS_REAUTH' THEN 'invalid_grant'
            WHEN k.has_refresh THEN 'refresh_token_expired' ELSE 'no_refresh_token' END)
        WHEN own.state IN ('needs_you_off', 'trouble_off', 'needs_you_on', 'trouble_on')
            THEN COALESCE(CASE WHEN k.failures_in_row > 0 THEN NULLIF(k.last_failure_code, '') END, 'not_renewed')
    END AS reason
FROM connection c JOIN credential k ON k.connection_id = c.id
CROSS JOIN LATERAL (SELECT
    c.status = 'NEEDS_REAUTH' OR k.standing & 3 = 1 AS reconnect,
    k.standing & 1 <> 0 AS is_over,
    k.standing & 16 <> 0 AS for_us) AS facts
CROSS JOIN LATERAL (SELECT CASE
    WHEN c.status IN ('REVOKING', 'REVOKED') THEN 'disconnected'
    WHEN facts.reconnect THEN 'reconnect'
    WHEN c.status = 'ACTIVE' AND facts.is_over THEN CASE WHEN facts.for_us THEN 'needs_you_off' ELSE 'trouble_off' END
    WHEN k.standing & 4 <> 0 THEN 'ends_soon'
    WHEN NOT c.scope_wanted <@ c.scope_granted AND EXISTS (
        SELECT FROM unnest(c.scope_wanted) AS wanted(value) WHERE wanted.value <> ALL (c.scope_granted) AND NOT EXISTS (
            SELECT FROM implied_scope i WHERE i.provider_id = c.provider_id AND i.contains = wanted.value AND i.value = ANY (c.scope_granted)))
        THEN 'partial'
    WHEN c.status = 'ACTIVE' AND k.standing & 8 <> 0 THEN CASE WHEN facts.for_us THEN 'needs_you_on' ELSE 'trouble_on' END
    WHEN c.status = 'PAUSED' THEN 'paused'
    ELSE 'working' END AS state) AS own
CROSS JOIN LATERAL (SELECT CASE
    WHEN own.state IN ('disconnected', 'reconnect') THEN NULL
    WHEN k.has_refresh THEN k.refresh_expires_at
    WHEN k.access_end_known THEN k.access_expires_at END AS at) AS ends
-- Since when, as far as the rows tell; null: since it was noticed.
CROSS JOIN LATERAL (SELECT CASE
    WHEN own.state = 'disconnected' THEN c.disconnected_at
    WHEN own.state = 'reconnect' AND c.status = 'NEEDS_REAUTH' THEN c.broken_since
    WHEN own.state IN ('reconnect', 'needs_you_off', 'trouble_off') THEN k.access_expires_at
    WHEN own.state = 'paused' THEN c.paused_at END AS began) AS grounds;

-- Writes down how a connection stands. Its row is locked before anything is read: of two transactions that changed its
-- connection and its credential at once, the second to come here sees what the first has committed.
--
-- It runs at the commit and locks nothing afterwards, so that nobody who waits for this row holds what its owner wants.
CREATE FUNCTION "settle_connection"(wanted BIGINT) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    was connection_state%ROWTYPE;
    next connection_standing%ROWTYPE;
    at CONSTANT TIMESTAMPTZ := clock_timestamp();
    starts TIMESTAMPTZ;
    ends TIMESTAMPTZ;
    urgent TIMESTAMPTZ;
    was_off BOOLEAN;
    is_off BOOLEAN;
BEGIN
    SELECT * INTO was FROM connection_state WHERE connection_id = wanted FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        -- Nothing to lock yet: whoever else changes it has locked the connection.
        PERFORM FROM connection WHERE id = wanted FOR NO KEY UPDATE;
        SELECT * INTO was FROM connection_state WHERE connection_id = wanted FOR NO KEY UPDATE;
    END IF;
    SELECT * INTO next FROM connection_standing WHERE connection_id = wanted;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    was_off := COALESCE(was.own_state IN ('reconnect', 'needs_you_off', 'trouble_off'), false);
    is_off := next.own_state IN ('reconnect', 'needs_you_off', 'trouble_off');
    starts := CASE WHEN was.own_state = next.own_state THEN was.since ELSE LEAST(next.began, at) END;
    ends := COALESCE(next.grant_ends_at, 'infinity');
    urgent := CASE WHEN is_off THEN starts WHEN next.own_state = 'ends_soon' THEN ends ELSE 'infinity' END;
    IF was.connection_id IS NULL THEN
        INSERT INTO connection_state VALUES (wanted, next.registration_id, next.owner_id, next.is_test, next.own_state, starts, next.urgency, urgent,
            next.label, next.account, next.grant_ends_at, ends, next.reason);
    ELSE
        UPDATE connection_state SET registration_id = next.registration_id, owner_id = next.owner_id, is_test = next.is_test,
            own_state = next.own_state, since = starts, urgency = next.urgency, urgent_at = urgent, label = next.label, account = next.account,
            grant_ends_at = next.grant_ends_at, ends_key = ends, reason = next.reason
        WHERE connection_id = wanted AND (was.registration_id, was.owner_id, was.is_test, was.own_state, was.since, was.label, was.account,
            was.grant_ends_at, was.reason) IS DISTINCT FROM (next.registration_id, next.owner_id, next.is_test, next.own_state, starts, next.label,
            next.account, next.grant_ends_at, next.reason);
    END IF;
    IF is_off AND NOT was_off THEN
        INSERT INTO downtime (connection_id, registration_id, owner_id, began_at)
        VALUES (wanted, next.registration_id, next.owner_id, after_downtime(wanted, starts));
    ELSIF was_off AND NOT is_off THEN
        UPDATE downtime SET ended_at = GREATEST(began_at, CASE WHEN next.own_state = 'disconnected' THEN starts ELSE at END)
        WHERE connection_id = wanted AND ended_at IS NULL;
    END IF;
END
$$;

CREATE FUNCTION "settle_from_connection"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM settle_connection(NEW.id);
    RETURN NULL;
END
$$;

CREATE FUNCTION "settle_from_credential"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM settle_connection(NEW.connection_id);
    RETURN NULL;
END
$$;

-- Counts are kept by appending: two transactions never wait for each other because of them.
CREATE FUNCTION "count_states_added"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO state_delta (registration_id, is_test, own_state, n)
    SELECT registration_id, is_test, own_state, count(*) FROM added GROUP BY 1, 2, 3;
    RETURN NULL;
END
$$;

CREATE FUNCTION "count_states_gone"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO state_delta (registration_id, is_test, own_state, n)
    SELECT registration_id, is_test, own_state, -count(*) FROM gone GROUP BY 1, 2, 3;
    RETURN NULL;
END
$$;

CREATE FUNCTION "count_states_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO state_delta (registration_id, is_test, own_state, n)
    SELECT registration_id, is_test, own_state, sum(n) FROM (
        SELECT registration_id, is_test, own_state, 1 AS n FROM added UNION ALL SELECT registration_id, is_test, own_state, -1 FROM gone
    ) AS moved GROUP BY 1, 2, 3 HAVING sum(n) <> 0;
    RETURN NULL;
END
$$;

CREATE FUNCTION "count_states_emptied"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM state_delta;
    DELETE FROM state_count;
    RETURN NULL;
END
$$;

CREATE TRIGGER "count_states_added" AFTER INSERT ON "connection_state" REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION "count_states_added"();
CREATE TRIGGER "count_states_gone" AFTER DELETE ON "connection_state" REFERENCING OLD TABLE AS gone
FOR EACH STATEMENT EXECUTE FUNCTION "count_states_gone"();
CREATE TRIGGER "count_states_changed" AFTER UPDATE ON "connection_state" REFERENCING OLD TABLE AS gone NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION "count_states_changed"();
CREATE TRIGGER "count_states_emptied" AFTER TRUNCATE ON "connection_state" FOR EACH STATEMENT EXECUTE FUNCTION "count_states_emptied"();

-- The same for many that are new, in one statement, where nothing else is at work yet.
CREATE FUNCTION "settle_new_connections"(first_id BIGINT, last_id BIGINT) RETURNS void LANGUAGE sql AS $$
    WITH made AS (
        INSERT INTO connection_state
        SELECT s.connection_id, s.registration_id, s.owner_id, s.is_test, s.own_state, began.at, s.urgency,
            CASE WHEN s.urgency <= 3 THEN began.at WHEN s.urgency = 4 THEN ends.at ELSE 'infinity' END,
            s.label, s.account, s.grant_ends_at, ends.at, s.reason
        FROM connection_standing s
        CROSS JOIN LATERAL (SELECT COALESCE(s.grant_ends_at, 'infinity') AS at) AS ends
        CROSS JOIN LATERAL (SELECT LEAST(s.began, now()) AS at) AS began
        WHERE s.connection_id BETWEEN first_id AND last_id
            AND NOT EXISTS (SELECT FROM connection_state t WHERE t.connection_id = s.connection_id)
        RETURNING connection_id, registration_id, owner_id, since, urgency
    )
    INSERT INTO downtime (connection_id, registration_id, owner_id, began_at)
    SELECT connection_id, registration_id, owner_id, since FROM made WHERE urgency <= 3
$$;

-- Connections that are there already.
UPDATE "credential" SET "state_until" = NULL;
SELECT settle_new_connections(0, 9223372036854775807);

-- Only now: a table that is filled before it has indexes is filled several times as fast.

-- CreateIndex
CREATE INDEX "connection_state_urgency_urgent_at_label_connection_id_ends_idx" ON "connection_state"("urgency", "urgent_at", "label", "connection_id", "ends_key");

-- CreateIndex
CREATE INDEX "connection_state_label_connection_id_ends_key_idx" ON "connection_state"("label", "connection_id", "ends_key");

-- CreateIndex
CREATE INDEX "connection_state_ends_key_connection_id_idx" ON "connection_state"("ends_key", "connection_id");

-- CreateIndex
CREATE INDEX "connection_state_since_connection_id_ends_key_idx" ON "connection_state"("since", "connection_id", "ends_key");

-- CreateIndex
CREATE INDEX "connection_state_account_connection_id_idx" ON "connection_state"("account", "connection_id");

-- CreateIndex
CREATE INDEX "connection_state_registration_urgency_idx" ON "connection_state"("registration_id", "own_state", "urgent_at", "label", "connection_id");

-- CreateIndex
CREATE INDEX "connection_state_registration_label_idx" ON "connection_state"("registration_id", "own_state", "label", "connection_id");

-- CreateIndex
CREATE INDEX "connection_state_registration_ends_idx" ON "connection_state"("registration_id", "own_state", "ends_key", "connection_id");

-- CreateIndex
CREATE INDEX "connection_state_registration_since_idx" ON "connection_state"("registration_id", "own_state", "since", "connection_id");

-- CreateIndex
CREATE INDEX "connection_state_registration_newest_idx" ON "connection_state"("registration_id", "own_state", "connection_id");

-- CreateIndex
CREATE INDEX "connection_state_owner_urgency_idx" ON "connection_state"("owner_id", "own_state", "urgent_at", "label", "connection_id");

-- CreateIndex
CREATE INDEX "connection_state_owner_label_idx" ON "connection_state"("owner_id", "own_state", "label", "connection_id");

-- CreateIndex
CREATE INDEX "connection_state_owner_ends_idx" ON "connection_state"("owner_id", "own_state", "ends_key", "connection_id");

-- CreateIndex
CREATE INDEX "connection_state_owner_since_idx" ON "connection_state"("owner_id", "own_state", "since", "connection_id");

-- CreateIndex
CREATE INDEX "connection_state_owner_newest_idx" ON "connection_state"("owner_id", "own_state", "connection_id");

-- What has a reason is broken, and that is few.
CREATE INDEX "connection_state_reason_urgency_idx" ON "connection_state"("reason", "own_state", "urgent_at", "label", "connection_id") WHERE "reason" IS NOT NULL;
CREATE INDEX "connection_state_reason_label_idx" ON "connection_state"("reason", "own_state", "label", "connection_id") WHERE "reason" IS NOT NULL;
CREATE INDEX "connection_state_reason_ends_idx" ON "connection_state"("reason", "own_state", "ends_key", "connection_id") WHERE "reason" IS NOT NULL;
CREATE INDEX "connection_state_reason_since_idx" ON "connection_state"("reason", "own_state", "since", "connection_id") WHERE "reason" IS NOT NULL;
CREATE INDEX "connection_state_reason_newest_idx" ON "connection_state"("reason", "own_state", "connection_id") WHERE "reason" IS NOT NULL;

-- A lease changes no state, and a renewal of what was well changes none either: neither comes here.
CREATE CONSTRAINT TRIGGER "settle_connection" AFTER UPDATE ON "connection" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN (ROW(OLD.status, OLD.label, OLD.account_name, OLD.owner_id, OLD.registration_id, OLD.is_test, OLD.scope_wanted, OLD.scope_granted, OLD.reauth_reason)
    IS DISTINCT FROM ROW(NEW.status, NEW.label, NEW.account_name, NEW.owner_id, NEW.registration_id, NEW.is_test, NEW.scope_wanted, NEW.scope_granted, NEW.reauth_reason))
EXECUTE FUNCTION "settle_from_connection"();

CREATE CONSTRAINT TRIGGER "settle_credential_made" AFTER INSERT ON "credential" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
EXECUTE FUNCTION "settle_from_credential"();

CREATE CONSTRAINT TRIGGER "settle_credential" AFTER UPDATE ON "credential" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN (OLD.standing IS DISTINCT FROM NEW.standing
    OR OLD.refresh_expires_at IS DISTINCT FROM NEW.refresh_expires_at
    OR OLD.has_refresh IS DISTINCT FROM NEW.has_refresh
    OR (NOT NEW.has_refresh AND OLD.access_expires_at IS DISTINCT FROM NEW.access_expires_at)
    OR (NEW.standing & 9 <> 0 AND OLD.last_failure_code IS DISTINCT FROM NEW.last_failure_code))
EXECUTE FUNCTION "settle_from_credential"();
