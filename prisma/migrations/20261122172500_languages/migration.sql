-- CreateEnum
CREATE TYPE "Density" AS ENUM ('normal', 'compact');

-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "density" "Density" NOT NULL DEFAULT 'normal',
ADD COLUMN     "language" TEXT;


-- What the schema language cannot say.

-- A language that the application does not know would be saved for ever and shown never.
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_language_known" CHECK ("language" IN ('en', 'de', 'ar'));
