-- CreateTable
CREATE TABLE "ring_key" (
    "key_id" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "chosen_at" TIMESTAMPTZ(3),
    "chosen_over" TEXT,
    "left_at" TIMESTAMPTZ(3),
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "ring_key_pkey" PRIMARY KEY ("key_id")
);

-- CreateTable
CREATE TABLE "key_holder" (
    "process_id" TEXT NOT NULL,
    "key_ids" TEXT[],
    "seals_with" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "key_holder_pkey" PRIMARY KEY ("process_id")
);

-- CreateTable
CREATE TABLE "paused_span" (
    "connection_id" BIGINT NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "paused_span_pkey" PRIMARY KEY ("connection_id","began_at")
);

-- CreateTable
CREATE TABLE "availability_day" (
    "registration_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "connected_minutes" DOUBLE PRECISION NOT NULL,
    "down_minutes" DOUBLE PRECISION NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "availability_day_pkey" PRIMARY KEY ("registration_id","day")
);

-- CreateTable
CREATE TABLE "availability_worst" (
    "kind" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "subject_id" BIGINT NOT NULL,
    "connected_minutes" DOUBLE PRECISION NOT NULL,
    "down_minutes" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "availability_worst_pkey" PRIMARY KEY ("kind","days","place")
);

-- CreateTable
CREATE TABLE "calendar_feed" (
    "user_id" BIGINT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE INDEX "key_holder_seen_at_idx" ON "key_holder"("seen_at");

-- CreateIndex
CREATE INDEX "paused_span_ended_at_idx" ON "paused_span"("ended_at");

-- CreateIndex
CREATE INDEX "availability_day_day_idx" ON "availability_day"("day");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feed_code_hash_key" ON "calendar_feed"("code_hash");

-- AddForeignKey
ALTER TABLE "paused_span" ADD CONSTRAINT "paused_span_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "availability_day" ADD CONSTRAINT "availability_day_registration_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "client_registration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What the schema language cannot say.

-- What is sealed under which key: counted and found key by key, never by a look at every row.
CREATE INDEX "credential_key_idx" ON "credential"("key_id", "connection_id") WHERE "key_id" IS NOT NULL;

-- Started flows that still hold something sealed are few, and go by themselves within minutes.
CREATE INDEX "authorization_attempt_sealed_idx" ON "authorization_attempt"("id") WHERE "sealed" IS NOT NULL;

-- What was refused once is few: a second refusal needs its seller.
CREATE INDEX "credential_refused_idx" ON "credential"("connection_id") WHERE "refusals" > 0;

-- A connection is paused once at a time.
CREATE UNIQUE INDEX "paused_span_open_key" ON "paused_span"("connection_id") WHERE "ended_at" IS NULL;

-- Time that a connection is paused is nobody's failure. Whoever pauses it, its span is noted with it.
CREATE FUNCTION "note_pause"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        UPDATE paused_span SET ended_at = greatest(now(), began_at) WHERE connection_id = NEW.id AND ended_at IS NULL;
    END IF;
    IF NEW.paused_at IS NOT NULL THEN
        INSERT INTO paused_span (connection_id, began_at) VALUES (NEW.id, NEW.paused_at)
        ON CONFLICT (connection_id, began_at) DO UPDATE SET ended_at = NULL;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER "note_pause_begun" AFTER INSERT ON "connection" FOR EACH ROW WHEN (NEW.paused_at IS NOT NULL) EXECUTE FUNCTION "note_pause"();
CREATE TRIGGER "note_pause" AFTER UPDATE OF "paused_at" ON "connection" FOR EACH ROW
WHEN (OLD.paused_at IS DISTINCT FROM NEW.paused_at) EXECUTE FUNCTION "note_pause"();

-- What comes back after it was disconnected was not connected meanwhile: that time counts as a pause does. Where a pause went on through
-- it, as pauses do, it is noted already.
CREATE FUNCTION "note_absence"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO paused_span (connection_id, began_at, ended_at)
    SELECT NEW.id, gone.began_at, now() FROM (
        SELECT greatest(OLD.disconnected_at, (SELECT max(COALESCE(ended_at, 'infinity')) FROM paused_span WHERE connection_id = NEW.id)) AS began_at
    ) AS gone WHERE gone.began_at < now() ON CONFLICT (connection_id, began_at) DO UPDATE SET ended_at = EXCLUDED.ended_at;
    RETURN NULL;
END
$$;

CREATE TRIGGER "note_absence" AFTER UPDATE OF "disconnected_at" ON "connection" FOR EACH ROW
WHEN (OLD.disconnected_at IS NOT NULL AND NEW.disconnected_at IS NULL) EXECUTE FUNCTION "note_absence"();

INSERT INTO "paused_span" ("connection_id", "began_at") SELECT "id", "paused_at" FROM "connection" WHERE "paused_at" IS NOT NULL;

-- Nothing is known of what was before: it is not counted as if it had been well.
INSERT INTO "deployment" ("key", "value") VALUES ('availability_since', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) ON CONFLICT ("key") DO NOTHING;
