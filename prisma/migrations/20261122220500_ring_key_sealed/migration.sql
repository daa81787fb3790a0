-- AlterTable
ALTER TABLE "ring_key" ADD COLUMN "sealed_at" TIMESTAMPTZ(3);
