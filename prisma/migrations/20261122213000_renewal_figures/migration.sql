-- CreateTable
CREATE TABLE "renewal_bucket" (
    "minutes" SMALLINT NOT NULL,
    "bucket" TIMESTAMPTZ(3) NOT NULL,
    "registration_id" BIGINT NOT NULL,
    "outcome" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "latency" INTEGER[],

    CONSTRAINT "renewal_bucket_pkey" PRIMARY KEY ("minutes","bucket","registration_id","outcome")
);

-- CreateTable
CREATE TABLE "count_snapshot" (
    "at" TIMESTAMPTZ(3) NOT NULL,
    "tile" TEXT NOT NULL,
    "n" INTEGER NOT NULL,

    CONSTRAINT "count_snapshot_pkey" PRIMARY KEY ("at","tile")
);

-- CreateTable
CREATE TABLE "outage_note" (
    "id" BIGSERIAL NOT NULL,
    "public_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "written_by" TEXT,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outage_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outage_telling" (
    "outage" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sellers" INTEGER NOT NULL,

    CONSTRAINT "outage_telling_pkey" PRIMARY KEY ("outage")
);

-- CreateIndex
CREATE INDEX "renewal_bucket_registration_id_idx" ON "renewal_bucket"("registration_id");

-- CreateIndex
CREATE UNIQUE INDEX "outage_note_public_id_key" ON "outage_note"("public_id");

-- CreateIndex
CREATE INDEX "outage_note_starts_at_idx" ON "outage_note"("starts_at");

-- CreateIndex
CREATE INDEX "refresh_attempt_finished_at_idx" ON "refresh_attempt"("finished_at");

-- CreateIndex
CREATE INDEX "connection_event_at_idx" ON "connection_event"("at");

-- AddForeignKey
ALTER TABLE "renewal_bucket" ADD CONSTRAINT "renewal_bucket_registration_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "client_registration"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What the schema language cannot say.

-- Notes that have no end yet are few, and each look at somebody's dashboard asks for them.
CREATE INDEX "outage_note_open_idx" ON "outage_note"("provider_id") WHERE "ends_at" IS NULL;
