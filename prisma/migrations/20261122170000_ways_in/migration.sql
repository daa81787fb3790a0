-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "invitation_hash" TEXT,
ADD COLUMN     "invited_by" TEXT,
ADD COLUMN     "invited_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "verification" ADD COLUMN     "used_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "sign_in_account" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "throttle" (
    "key" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,
    "resets_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "throttle_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_invitation_hash_key" ON "app_user"("invitation_hash");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_account_issuer_subject_key" ON "sign_in_account"("issuer", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_account_user_id_issuer_key" ON "sign_in_account"("user_id", "issuer");

-- CreateIndex
CREATE INDEX "throttle_resets_at_idx" ON "throttle"("resets_at");

-- AddForeignKey
ALTER TABLE "sign_in_account" ADD CONSTRAINT "sign_in_account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
