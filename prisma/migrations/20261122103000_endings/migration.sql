-- A disconnect that the provider has not confirmed yet is tried again, and its receipt outlives the secrets.
ALTER TABLE "connection" ADD COLUMN "access_until" TIMESTAMPTZ(3),
ADD COLUMN "ending_next_at" TIMESTAMPTZ(3),
ADD COLUMN "ending_tries" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "ending_try_until" TIMESTAMPTZ(3);

-- Endings that were under way: asked for when their row last changed, and due at once.
UPDATE "connection" SET "disconnected_at" = "updated_at", "ending_next_at" = "updated_at" WHERE "status" = 'REVOKING';



-- What the schema language cannot say.

-- Endings that are due, among many connections that are not.
CREATE INDEX "connection_ending_next_at_idx" ON "connection"("ending_next_at") WHERE "status" = 'REVOKING';
