-- AlterTable
ALTER TABLE "authorization_attempt" ADD COLUMN     "repair_link_id" BIGINT,
ALTER COLUMN "session_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "repair_link" (
    "id" BIGSERIAL NOT NULL,
    "public_id" TEXT NOT NULL,
    "connection_id" BIGINT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "taken_back_at" TIMESTAMPTZ(3),

    CONSTRAINT "repair_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "repair_link_public_id_key" ON "repair_link"("public_id");

-- CreateIndex
CREATE UNIQUE INDEX "repair_link_code_hash_key" ON "repair_link"("code_hash");

-- CreateIndex
CREATE INDEX "repair_link_expires_at_idx" ON "repair_link"("expires_at");

-- CreateIndex
CREATE INDEX "authorization_attempt_repair_link_id_idx" ON "authorization_attempt"("repair_link_id");

-- AddForeignKey
ALTER TABLE "authorization_attempt" ADD CONSTRAINT "authorization_attempt_repair_link_id_fkey" FOREIGN KEY ("repair_link_id") REFERENCES "repair_link"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repair_link" ADD CONSTRAINT "repair_link_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What the schema language cannot say.

-- A started flow belongs to a session or to a link, never to both and never to neither.
ALTER TABLE "authorization_attempt" ADD CONSTRAINT "authorization_attempt_bound_to_one" CHECK (("session_id" IS NULL) <> ("repair_link_id" IS NULL));

-- At most one link of a connection waits to be used: a new one takes the place of the one before.
CREATE UNIQUE INDEX "repair_link_open_key" ON "repair_link"("connection_id") WHERE "used_at" IS NULL AND "taken_back_at" IS NULL;
