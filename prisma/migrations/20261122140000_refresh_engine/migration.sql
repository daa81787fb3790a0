-- DropIndex
DROP INDEX "credential_refresh_after_idx";

-- AlterTable
ALTER TABLE "client_registration" ADD COLUMN     "budget_at" TIMESTAMPTZ(3),
ADD COLUMN     "budget_left" DOUBLE PRECISION,
ADD COLUMN     "canary_after" TIMESTAMPTZ(3),
ADD COLUMN     "canary_at" TIMESTAMPTZ(3),
ADD COLUMN     "canary_result" TEXT,
ADD COLUMN     "held_until" TIMESTAMPTZ(3),
ADD COLUMN     "judged_from" BIGINT,
ADD COLUMN     "marked" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "marked_from" TIMESTAMPTZ(3),
ADD COLUMN     "trouble" TEXT,
ADD COLUMN     "trouble_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "revocation_proven" BOOLEAN;

-- AlterTable
ALTER TABLE "credential" ADD COLUMN     "registration_id" BIGINT;
UPDATE "credential" SET "registration_id" = c."registration_id" FROM "connection" c WHERE c."id" = "credential"."connection_id";
ALTER TABLE "credential" ALTER COLUMN "registration_id" SET NOT NULL;

-- AlterTable
ALTER TABLE "refresh_attempt" ADD COLUMN     "registration_id" BIGINT;
UPDATE "refresh_attempt" SET "registration_id" = c."registration_id" FROM "connection" c WHERE c."id" = "refresh_attempt"."connection_id";

-- CreateTable
CREATE TABLE "incident" (
    "id" BIGSERIAL NOT NULL,
    "public_id" TEXT NOT NULL,
    "registration_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "code" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engine_process" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "engine_process_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "incident_public_id_key" ON "incident"("public_id");

-- CreateIndex
CREATE INDEX "incident_opened_at_idx" ON "incident"("opened_at");

-- CreateIndex
CREATE INDEX "engine_process_seen_at_idx" ON "engine_process"("seen_at");

-- CreateIndex
CREATE INDEX "credential_registration_id_refresh_after_idx" ON "credential"("registration_id", "refresh_after");

-- CreateIndex
CREATE INDEX "refresh_attempt_registration_id_id_idx" ON "refresh_attempt"("registration_id", "id");

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_registration_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "client_registration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_attempt" ADD CONSTRAINT "refresh_attempt_registration_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "client_registration"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_registration_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "client_registration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What the schema language cannot say.

-- Of each kind one incident is open at a time, whoever notices it.
CREATE UNIQUE INDEX "incident_open_key" ON "incident"("registration_id", "kind") WHERE "closed_at" IS NULL;

-- Intents that nobody has settled yet are few, and recovery asks for them.
CREATE INDEX "refresh_attempt_open_idx" ON "refresh_attempt"("started_at") WHERE "state" = 'SENT';
