-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "forgotten_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "revocation_at" TIMESTAMPTZ(3),
ADD COLUMN     "revocation_reference" TEXT,
ADD COLUMN     "revocation_why" TEXT;


-- What the schema language cannot say.

-- People who are being forgotten are few, and gone once their last connection has ended.
CREATE INDEX "app_user_forgotten_idx" ON "app_user"("id") WHERE "forgotten_at" IS NOT NULL;
