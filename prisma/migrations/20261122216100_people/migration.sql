-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "leaving" TEXT,
ADD COLUMN     "leaving_by" TEXT,
ADD COLUMN     "leaving_to" BIGINT;

-- CreateIndex
CREATE INDEX "app_user_role_id_idx" ON "app_user"("role", "id");

-- AddForeignKey
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_leaving_to_fkey" FOREIGN KEY ("leaving_to") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;


-- What the schema language cannot say.

-- Few have left, few are on their way in, and the connections of fewer still wait for what becomes of them.
CREATE INDEX "app_user_disabled_idx" ON "app_user"("id") WHERE "disabled_at" IS NOT NULL;
CREATE INDEX "app_user_invited_idx" ON "app_user"("id") WHERE "invited_until" IS NOT NULL;
CREATE INDEX "app_user_leaving_idx" ON "app_user"("id") WHERE "leaving" IS NOT NULL;

-- Looking for people by how their name begins, in whatever case it is written.
CREATE INDEX "app_user_name_search_idx" ON "app_user"(lower("name") text_pattern_ops);
