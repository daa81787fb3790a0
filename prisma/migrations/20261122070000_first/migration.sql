-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('seller', 'admin');

-- CreateEnum
CREATE TYPE "Theme" AS ENUM ('system', 'light', 'dark');

-- CreateEnum
CREATE TYPE "ConnectionStatus" AS ENUM ('ACTIVE', 'NEEDS_REAUTH', 'PAUSED', 'REVOKING', 'REVOKED');

-- CreateEnum
CREATE TYPE "RefreshState" AS ENUM ('SENT', 'COMMITTED', 'FAILED', 'UNKNOWN', 'SUPERSEDED');

-- CreateTable
CREATE TABLE "app_user" (
    "id" BIGSERIAL NOT NULL,
    "public_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "email_verified_at" TIMESTAMPTZ(3),
    "role" "Role" NOT NULL DEFAULT 'seller',
    "time_zone" TEXT,
    "theme" "Theme" NOT NULL DEFAULT 'system',
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" BIGSERIAL NOT NULL,
    "public_id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "token_hash" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "client_registration" (
    "id" BIGSERIAL NOT NULL,
    "public_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "environment_id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "client_id" TEXT NOT NULL,
    "sealed_secrets" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "frozen_until" TIMESTAMPTZ(3),
    "frozen_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "client_registration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "authorization_attempt" (
    "id" BIGSERIAL NOT NULL,
    "public_id" TEXT NOT NULL,
    "state_hash" TEXT NOT NULL,
    "browser_hash" TEXT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "session_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "environment_id" TEXT NOT NULL,
    "registration_id" BIGINT NOT NULL,
    "issuer" TEXT,
    "connection_id" BIGINT,
    "label" TEXT NOT NULL,
    "scope" TEXT[],
    "sealed" TEXT,
    "reference" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "result" JSONB,

    CONSTRAINT "authorization_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection" (
    "id" BIGSERIAL NOT NULL,
    "public_id" TEXT NOT NULL,
    "bucket" SMALLINT NOT NULL,
    "owner_id" BIGINT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "environment_id" TEXT NOT NULL,
    "registration_id" BIGINT NOT NULL,
    "definition_digest" TEXT NOT NULL,
    "is_test" BOOLEAN NOT NULL,
    "label" TEXT NOT NULL,
    "account_issuer" TEXT NOT NULL,
    "account_key" TEXT,
    "account_name" TEXT,
    "status" "ConnectionStatus" NOT NULL DEFAULT 'ACTIVE',
    "reauth_reason" TEXT,
    "revocation_result" TEXT,
    "scope_wanted" TEXT[],
    "scope_granted" TEXT[],
    "scope_reported" BOOLEAN NOT NULL,
    "connected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paused_at" TIMESTAMPTZ(3),
    "broken_since" TIMESTAMPTZ(3),
    "disconnected_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credential" (
    "connection_id" BIGINT NOT NULL,
    "sealed" TEXT,
    "key_id" TEXT,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "has_refresh" BOOLEAN NOT NULL,
    "refresh_fingerprint" TEXT,
    "obtained_at" TIMESTAMPTZ(3) NOT NULL,
    "access_expires_at" TIMESTAMPTZ(3),
    "access_end_known" BOOLEAN NOT NULL,
    "refresh_expires_at" TIMESTAMPTZ(3),
    "refresh_after" TIMESTAMPTZ(3),
    "lease_id" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "failures_in_row" INTEGER NOT NULL DEFAULT 0,
    "refusals" INTEGER NOT NULL DEFAULT 0,
    "last_failure_class" TEXT,
    "last_failure_code" TEXT,
    "last_failed_at" TIMESTAMPTZ(3),
    "last_refreshed_at" TIMESTAMPTZ(3),
    "last_refresh_ms" INTEGER,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("connection_id")
);

-- CreateTable
CREATE TABLE "refresh_attempt" (
    "id" BIGSERIAL NOT NULL,
    "connection_id" BIGINT NOT NULL,
    "lease_id" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "trigger" TEXT NOT NULL,
    "state" "RefreshState" NOT NULL DEFAULT 'SENT',
    "fingerprint" TEXT,
    "tries" SMALLINT NOT NULL DEFAULT 1,
    "error_class" TEXT,
    "error_code" TEXT,
    "error_text" TEXT,
    "http_status" INTEGER,
    "duration_ms" INTEGER,
    "reference" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "refresh_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection_event" (
    "id" BIGSERIAL NOT NULL,
    "connection_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "reference" TEXT,

    CONSTRAINT "connection_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "action" TEXT NOT NULL,
    "object" TEXT,
    "result" TEXT NOT NULL,
    "reference" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mailbox_message" (
    "id" BIGSERIAL NOT NULL,
    "public_id" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mailbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deployment" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deployment_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_public_id_key" ON "app_user"("public_id");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_public_id_key" ON "session"("public_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "verification_expires_at_idx" ON "verification"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "client_registration_public_id_key" ON "client_registration"("public_id");

-- CreateIndex
CREATE UNIQUE INDEX "client_registration_provider_id_environment_id_name_key" ON "client_registration"("provider_id", "environment_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "authorization_attempt_public_id_key" ON "authorization_attempt"("public_id");

-- CreateIndex
CREATE UNIQUE INDEX "authorization_attempt_state_hash_key" ON "authorization_attempt"("state_hash");

-- CreateIndex
CREATE INDEX "authorization_attempt_user_id_created_at_idx" ON "authorization_attempt"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "authorization_attempt_expires_at_idx" ON "authorization_attempt"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "connection_public_id_key" ON "connection"("public_id");

-- CreateIndex
CREATE INDEX "connection_owner_id_id_idx" ON "connection"("owner_id", "id");

-- CreateIndex
CREATE INDEX "credential_refresh_after_idx" ON "credential"("refresh_after");

-- CreateIndex
CREATE UNIQUE INDEX "refresh_attempt_lease_id_key" ON "refresh_attempt"("lease_id");

-- CreateIndex
CREATE INDEX "refresh_attempt_connection_id_id_idx" ON "refresh_attempt"("connection_id", "id");

-- CreateIndex
CREATE INDEX "connection_event_connection_id_id_idx" ON "connection_event"("connection_id", "id");

-- CreateIndex
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");

-- CreateIndex
CREATE INDEX "audit_event_reference_idx" ON "audit_event"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "mailbox_message_public_id_key" ON "mailbox_message"("public_id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authorization_attempt" ADD CONSTRAINT "authorization_attempt_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authorization_attempt" ADD CONSTRAINT "authorization_attempt_registration_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "client_registration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authorization_attempt" ADD CONSTRAINT "authorization_attempt_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection" ADD CONSTRAINT "connection_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection" ADD CONSTRAINT "connection_registration_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "client_registration"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_attempt" ADD CONSTRAINT "refresh_attempt_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_event" ADD CONSTRAINT "connection_event_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- What the schema language cannot say.

-- One live connection per account at a provider, whoever owns it. Where the provider tells no stable key the rule cannot apply.
CREATE UNIQUE INDEX "connection_live_account_key" ON "connection"("provider_id", "environment_id", "account_issuer", "account_key")
  WHERE "account_key" IS NOT NULL AND "status" <> 'REVOKED';

-- Labels tell a seller's accounts apart, so two live connections never share one.
CREATE UNIQUE INDEX "connection_live_label_key" ON "connection"("owner_id", lower("label")) WHERE "status" <> 'REVOKED';

-- Addresses are stored in lower case, so that one person cannot be invited twice.
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_email_lower" CHECK ("email" = lower("email"));

-- A generation only grows, and an ended connection holds no secret.
ALTER TABLE "credential" ADD CONSTRAINT "credential_generation_positive" CHECK ("generation" > 0);

-- Room for in-place updates: this row changes at each refresh and its indexes need not.
ALTER TABLE "credential" SET (fillfactor = 70);
