-- CreateTable
CREATE TABLE "job" (
    "id" BIGSERIAL NOT NULL,
    "public_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "gone" INTEGER NOT NULL DEFAULT 0,
    "seen" INTEGER NOT NULL DEFAULT 0,
    "cursor" TEXT,
    "all_seen" BOOLEAN NOT NULL DEFAULT false,
    "fault" TEXT,
    "broken_in_row" INTEGER NOT NULL DEFAULT 0,
    "worked_ms" BIGINT NOT NULL DEFAULT 0,
    "worked_at" TIMESTAMPTZ(3),
    "lease_id" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_item" (
    "id" BIGSERIAL NOT NULL,
    "job_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'begun',
    "reason" TEXT,
    "detail" TEXT,
    "reference" TEXT,
    "generation" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_batch" (
    "id" BIGSERIAL NOT NULL,
    "job_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "keys" TEXT[],

    CONSTRAINT "job_batch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "job_public_id_key" ON "job"("public_id");

-- CreateIndex
CREATE INDEX "job_item_job_id_state_id_idx" ON "job_item"("job_id", "state", "id");

-- CreateIndex
CREATE UNIQUE INDEX "job_item_job_id_key_key" ON "job_item"("job_id", "key");

-- CreateIndex
CREATE INDEX "job_batch_job_id_id_idx" ON "job_batch"("job_id", "id");

-- AddForeignKey
ALTER TABLE "job_item" ADD CONSTRAINT "job_item_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job_batch" ADD CONSTRAINT "job_batch_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What the schema language cannot say.

-- Jobs that a worker may have something to do for are few.
CREATE INDEX "job_open_idx" ON "job"("worked_at") WHERE "state" IN ('waiting', 'running', 'paused', 'cancelling');

-- Whoever is asked to reconnect is asked once, until it is done.
CREATE UNIQUE INDEX "notice_open_asked_key" ON "notice"("connection_id") WHERE "kind" = 'asked' AND "closed_at" IS NULL;

-- A connection that is repaired or ended is not asked about any more.
CREATE FUNCTION "close_asked"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE notice SET closed_at = now() WHERE connection_id = NEW.connection_id AND kind = 'asked' AND closed_at IS NULL;
    RETURN NULL;
END
$$;

CREATE TRIGGER "close_asked" AFTER INSERT ON "connection_event" FOR EACH ROW
WHEN (NEW.type IN ('reconnected', 'disconnected'))
EXECUTE FUNCTION "close_asked"();

-- The question itself is written in the transaction of its line in the history.
CREATE FUNCTION "note_asked"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO notice (user_id, kind, connection_id, provider_id, at)
    SELECT c.owner_id, 'asked', c.id, c.provider_id, NEW.at FROM connection c WHERE c.id = NEW.connection_id
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE TRIGGER "note_asked" AFTER INSERT ON "connection_event" FOR EACH ROW
WHEN (NEW.type = 'reconnect_asked')
EXECUTE FUNCTION "note_asked"();
