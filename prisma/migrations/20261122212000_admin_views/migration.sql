-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "single_keys" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "admin_view" (
    "id" BIGSERIAL NOT NULL,
    "public_id" TEXT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "admin_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "admin_list_setting" (
    "user_id" BIGINT NOT NULL,
    "columns" TEXT[],
    "density" TEXT NOT NULL DEFAULT 'normal',

    CONSTRAINT "admin_list_setting_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "admin_view_public_id_key" ON "admin_view"("public_id");

-- CreateIndex
CREATE INDEX "admin_view_user_id_idx" ON "admin_view"("user_id");

-- AddForeignKey
ALTER TABLE "admin_view" ADD CONSTRAINT "admin_view_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "admin_list_setting" ADD CONSTRAINT "admin_list_setting_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Two views of a person that read alike would be one mistake waiting to happen.
CREATE UNIQUE INDEX "admin_view_name_key" ON "admin_view"("user_id", lower("name"));
