-- AlterTable
ALTER TABLE "client_registration" ADD COLUMN     "rank" INTEGER NOT NULL DEFAULT 0;
