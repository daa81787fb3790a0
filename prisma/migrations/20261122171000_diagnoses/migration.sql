-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "proven_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "diagnosis" (
    "connection_id" BIGINT NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "report" JSONB,

    CONSTRAINT "diagnosis_pkey" PRIMARY KEY ("connection_id")
);

-- AddForeignKey
ALTER TABLE "diagnosis" ADD CONSTRAINT "diagnosis_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
