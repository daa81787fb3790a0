-- AlterTable
ALTER TABLE "client_registration" ADD COLUMN     "emergency_at" TIMESTAMPTZ(3),
ADD COLUMN     "resumed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "repair_link" ADD COLUMN     "revives" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "emergency" (
    "id" BIGSERIAL NOT NULL,
    "public_id" TEXT NOT NULL,
    "registration_id" BIGINT,
    "provider_id" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_by" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "emergency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "emergency_connection" (
    "emergency_id" BIGINT NOT NULL,
    "connection_id" BIGINT NOT NULL,
    "owner_id" BIGINT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3),

    CONSTRAINT "emergency_connection_pkey" PRIMARY KEY ("emergency_id","connection_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "emergency_public_id_key" ON "emergency"("public_id");

-- CreateIndex
CREATE INDEX "emergency_connection_emergency_id_owner_id_idx" ON "emergency_connection"("emergency_id", "owner_id");

-- CreateIndex
CREATE INDEX "emergency_connection_connection_id_idx" ON "emergency_connection"("connection_id");

-- AddForeignKey
ALTER TABLE "emergency" ADD CONSTRAINT "emergency_registration_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "client_registration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emergency_connection" ADD CONSTRAINT "emergency_connection_emergency_id_fkey" FOREIGN KEY ("emergency_id") REFERENCES "emergency"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emergency_connection" ADD CONSTRAINT "emergency_connection_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "emergency_connection" ADD CONSTRAINT "emergency_connection_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What the schema language cannot say.

-- It is about one client, or about one marketplace with all of its clients, or about everything.
ALTER TABLE "emergency" ADD CONSTRAINT "emergency_place_check" CHECK ("registration_id" IS NULL OR "provider_id" IS NULL);

-- One stop at a time of the same thing; 0 and an empty name stand for everything.
CREATE UNIQUE INDEX "emergency_open_key" ON "emergency"((COALESCE("registration_id", 0)), (COALESCE("provider_id", ''))) WHERE "ended_at" IS NULL;

-- Whoever starts a campaign a second time tells nobody a second time.
CREATE UNIQUE INDEX "notice_campaign_key" ON "notice"("user_id", ("data"->>'emergency')) WHERE "kind" = 'campaign';

-- Whatever knows that renewals are paused knows it of an emergency as well, and nobody resumes them while it lasts.
CREATE FUNCTION "pause_in_emergency"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.renewals_paused_at := NEW.emergency_at;
    RETURN NEW;
END
$$;
-- By its name it comes after the one that stops what is new.
CREATE TRIGGER "then_pause_in_emergency" BEFORE INSERT OR UPDATE ON "client_registration" FOR EACH ROW
WHEN (NEW.emergency_at IS NOT NULL AND NEW.renewals_paused_at IS NULL) EXECUTE FUNCTION "pause_in_emergency"();
ALTER TABLE "client_registration" ADD CONSTRAINT "client_registration_emergency_check" CHECK ("emergency_at" IS NULL OR "renewals_paused_at" IS NOT NULL);

-- A client that is set up while everything is stopped, or all of its marketplace, is stopped as well.
CREATE FUNCTION "stop_new_registration"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT min(started_at) INTO NEW.emergency_at FROM emergency 
    WHERE ended_at IS NULL AND registration_id IS NULL AND (provider_id IS NULL OR provider_id = NEW.provider_id);
    RETURN NEW;
END
$$;
CREATE TRIGGER "stop_new_registration" BEFORE INSERT ON "client_registration" FOR EACH ROW
WHEN (NEW.emergency_at IS NULL) EXECUTE FUNCTION "stop_new_registration"();

-- When an emergency ends many connections at once, their sellers hear of it in one mail, the one that asks them back. That a
-- marketplace did not cancel one of them is known a day later. An end that comes after its return is told as any other.
CREATE FUNCTION "quiet_emergency_notice"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM emergency_connection x JOIN connection c ON c.id = x.connection_id
        WHERE x.connection_id = NEW.connection_id AND x.ended_at = c.disconnected_at) THEN
        NEW.data := NEW.data || '{"muted": true}';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "quiet_emergency_notice" BEFORE INSERT ON "notice" FOR EACH ROW
WHEN (NEW.kind IN ('disconnected', 'not_cancelled')) EXECUTE FUNCTION "quiet_emergency_notice"();
