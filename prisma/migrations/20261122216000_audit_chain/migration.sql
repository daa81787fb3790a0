-- AlterTable
ALTER TABLE "audit_event" ADD COLUMN     "came_from" TEXT,
ADD COLUMN     "hash" TEXT,
ADD COLUMN     "prev_hash" TEXT,
ADD COLUMN     "seq" BIGINT;

-- CreateTable
CREATE TABLE "audit_anchor" (
    "seq" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_anchor_pkey" PRIMARY KEY ("kind","seq")
);

-- CreateTable
CREATE TABLE "audit_check" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_from" BIGINT NOT NULL,
    "seen_to" BIGINT NOT NULL,
    "complete_to" TIMESTAMPTZ(3),
    "bad_seq" BIGINT,
    "bad_why" TEXT,

    CONSTRAINT "audit_check_pkey" PRIMARY KEY ("id")
);

-- DropIndex
DROP INDEX "audit_event_at_idx";

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_seq_key" ON "audit_event"("seq");

-- CreateIndex
CREATE INDEX "audit_event_at_id_idx" ON "audit_event"("at", "id");

-- CreateIndex
CREATE INDEX "audit_event_actor_id_at_id_idx" ON "audit_event"("actor_id", "at", "id");

-- CreateIndex
CREATE INDEX "audit_event_action_at_id_idx" ON "audit_event"("action", "at", "id");

-- CreateIndex
CREATE INDEX "audit_event_object_at_id_idx" ON "audit_event"("object", "at", "id");

-- CreateIndex
CREATE INDEX "audit_event_came_from_at_id_idx" ON "audit_event"("came_from", "at", "id");


-- What the schema language cannot say.

-- Nearly everything is done; what was denied or failed is what somebody looks for.
CREATE INDEX "audit_event_result_idx" ON "audit_event"("result", "at", "id") WHERE "result" <> 'done';

-- What has no place in the chain yet.
CREATE INDEX "audit_event_unsealed_idx" ON "audit_event"("id") WHERE "seq" IS NULL;

-- There is one newest place, and one from which on anything is kept.
CREATE UNIQUE INDEX "audit_anchor_one_key" ON "audit_anchor"("kind") WHERE "kind" <> 'mark';

-- What an entry says, its place and the digest of the one before, as one digest. The form of the text is part of what was
-- promised: another one needs another function, and a mark from which on it is used.
CREATE FUNCTION "audit_digest"("event" "audit_event", "place" BIGINT, "before" TEXT) RETURNS TEXT LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(place, before, event.id,
        to_char(event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), event.actor_kind, event.actor_id, event.action,
        event.object, event.result, event.reference, event.came_from, event.data)::text, 'UTF8')), 'hex')
$$;

-- Gives entries that are committed their places, in the order of their ids. One transaction at a time does it, and nobody who
-- writes an entry waits for it. After a newest place whose entry is gone the chain goes on behind it, so that the gap stays.
CREATE FUNCTION "seal_audit"("most" INTEGER) RETURNS INTEGER LANGUAGE plpgsql AS $$
DECLARE
    one "audit_event";
    place BIGINT;
    before TEXT;
    known BIGINT;
    known_hash TEXT;
    sealed INTEGER := 0;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('holdfast.audit')) THEN
        RETURN -1;
    END IF;
    SELECT a.seq, a.hash INTO known, known_hash FROM audit_anchor a WHERE a.kind <> 'mark' ORDER BY a.seq DESC LIMIT 1;
    SELECT e.seq, e.hash INTO place, before FROM audit_event e WHERE e.seq IS NOT NULL ORDER BY e.seq DESC LIMIT 1;
    IF place IS NULL OR known > place THEN
        place := COALESCE(known, 0);
        before := COALESCE(known_hash, '');
    END IF;
    FOR one IN SELECT * FROM audit_event e WHERE e.seq IS NULL ORDER BY e.id LIMIT most LOOP
        place := place + 1;
        UPDATE audit_event SET seq = place, prev_hash = before, hash = audit_digest(one, place, before)
        WHERE id = one.id RETURNING hash INTO before;
        sealed := sealed + 1;
    END LOOP;
    RETURN sealed;
END
$$;

-- The first place from `after` on at which the chain does not hold: an entry that was changed, moved or put in, or one that is
-- gone. `before` is the digest at `after`.
CREATE FUNCTION "audit_fault"("after" BIGINT, "before" TEXT, "upto" BIGINT) RETURNS TABLE ("place" BIGINT, "why" TEXT) LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN p.seq <> p.last + 1 THEN p.last + 1 ELSE p.seq END,
        CASE WHEN p.seq <> p.last + 1 THEN 'missing' ELSE 'changed' END
    FROM (
        SELECT e.seq, e.prev_hash, e.hash, audit_digest(e, e.seq, e.prev_hash) AS digest,
            COALESCE(lag(e.seq) OVER (ORDER BY e.seq), after) AS last, COALESCE(lag(e.hash) OVER (ORDER BY e.seq), before) AS last_hash
        FROM audit_event e WHERE e.seq > after AND e.seq <= upto
    ) p
    WHERE p.seq <> p.last + 1 OR p.prev_hash IS DISTINCT FROM p.last_hash OR p.hash IS DISTINCT FROM p.digest
    ORDER BY p.seq LIMIT 1
$$;

-- What was written stays as it is. It gets its place in the chain once, and goes when its time is over.
CREATE FUNCTION "keep_audit"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('holdfast.audit', true) = 'forget' THEN
        RETURN OLD;
    ELSIF TG_OP = 'UPDATE' AND OLD.seq IS NULL AND NEW.seq IS NOT NULL
        AND to_jsonb(NEW) - ARRAY['seq', 'prev_hash', 'hash'] = to_jsonb(OLD) - ARRAY['seq', 'prev_hash', 'hash'] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'audit_event: what was written stays as it is';
END
$$;

CREATE TRIGGER "keep_audit" BEFORE UPDATE OR DELETE ON "audit_event" FOR EACH ROW EXECUTE FUNCTION "keep_audit"();
CREATE TRIGGER "keep_all_audit" BEFORE TRUNCATE ON "audit_event" FOR EACH STATEMENT EXECUTE FUNCTION "keep_audit"();
