-- CreateTable
CREATE TABLE "api_key" (
    "id" BIGSERIAL NOT NULL,
    "public_id" TEXT NOT NULL,
    "owner_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "last_four" TEXT NOT NULL,
    "may" TEXT NOT NULL,
    "all_of_them" BOOLEAN NOT NULL,
    "days" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "replaced_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),
    "used_from" TEXT,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key_connection" (
    "key_id" BIGINT NOT NULL,
    "connection_id" BIGINT NOT NULL,

    CONSTRAINT "api_key_connection_pkey" PRIMARY KEY ("key_id","connection_id")
);

-- CreateTable
CREATE TABLE "api_key_use" (
    "connection_id" BIGINT NOT NULL,
    "key_id" BIGINT NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_key_use_pkey" PRIMARY KEY ("connection_id","key_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_public_id_key" ON "api_key"("public_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_key_hash_key" ON "api_key"("key_hash");

-- CreateIndex
CREATE INDEX "api_key_owner_id_idx" ON "api_key"("owner_id");

-- CreateIndex
CREATE INDEX "api_key_expires_at_idx" ON "api_key"("expires_at");

-- CreateIndex
CREATE INDEX "api_key_connection_connection_id_idx" ON "api_key_connection"("connection_id");

-- CreateIndex
CREATE INDEX "api_key_use_key_id_idx" ON "api_key_use"("key_id");

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_connection" ADD CONSTRAINT "api_key_connection_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_connection" ADD CONSTRAINT "api_key_connection_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_use" ADD CONSTRAINT "api_key_use_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_use" ADD CONSTRAINT "api_key_use_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.

ALTER TABLE "api_key" ADD CONSTRAINT "api_key_may" CHECK ("may" IN ('status', 'access'));

-- Of one owner's keys that have neither been ended nor replaced no two have one name.
CREATE UNIQUE INDEX "api_key_name_key" ON "api_key"("owner_id", lower("name")) WHERE "revoked_at" IS NULL AND "replaced_at" IS NULL;
