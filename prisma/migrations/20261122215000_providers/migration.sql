-- AlterTable
ALTER TABLE "client_registration" ADD COLUMN     "chosen_rank" INTEGER,
ADD COLUMN     "made_by" TEXT NOT NULL DEFAULT 'environment',
ADD COLUMN     "removed_at" TIMESTAMPTZ(3),
ADD COLUMN     "secret_notes" JSONB,
ADD COLUMN     "stopped_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "provider_setting" (
    "provider_id" TEXT NOT NULL,
    "use_note" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "provider_setting_pkey" PRIMARY KEY ("provider_id")
);

-- CreateTable
CREATE TABLE "registration_test" (
    "registration_id" BIGINT NOT NULL,
    "tested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "report" JSONB NOT NULL,

    CONSTRAINT "registration_test_pkey" PRIMARY KEY ("registration_id")
);

-- CreateTable
CREATE TABLE "custom_provider" (
    "id" BIGSERIAL NOT NULL,
    "provider_id" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "removed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "custom_provider_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "custom_provider_provider_id_key" ON "custom_provider"("provider_id");

-- AddForeignKey
ALTER TABLE "registration_test" ADD CONSTRAINT "registration_test_registration_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "client_registration"("id") ON DELETE CASCADE ON UPDATE CASCADE;
