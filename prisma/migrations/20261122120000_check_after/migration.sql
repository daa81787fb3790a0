-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "check_after" TIMESTAMPTZ(3);
