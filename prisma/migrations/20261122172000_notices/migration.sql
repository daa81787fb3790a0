-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "muted_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "mailbox_message" ADD COLUMN     "message_id" TEXT;

-- CreateTable
CREATE TABLE "notice" (
    "id" BIGSERIAL NOT NULL,
    "user_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "connection_id" BIGINT,
    "provider_id" TEXT,
    "about_id" BIGINT,
    "data" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),
    "planned_at" TIMESTAMPTZ(3),
    "in_app" BOOLEAN NOT NULL DEFAULT true,
    "read_at" TIMESTAMPTZ(3),
    "mail_at" TIMESTAMPTZ(3),
    "in_digest" BOOLEAN NOT NULL DEFAULT false,
    "mail_id" BIGINT,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" BIGSERIAL NOT NULL,
    "public_id" TEXT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "lease_id" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_setting" (
    "user_id" BIGINT NOT NULL,
    "digest" BOOLEAN NOT NULL DEFAULT false,
    "no_mail" TEXT[],
    "no_app" TEXT[],

    CONSTRAINT "notice_setting_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "provider_watch" (
    "user_id" BIGINT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "provider_watch_pkey" PRIMARY KEY ("user_id","provider_id")
);

-- CreateTable
CREATE TABLE "known_device" (
    "user_id" BIGINT NOT NULL,
    "device" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "known_device_pkey" PRIMARY KEY ("user_id","device")
);

-- CreateIndex
CREATE UNIQUE INDEX "mailbox_message_message_id_key" ON "mailbox_message"("message_id");

-- CreateIndex
CREATE INDEX "notice_user_id_id_idx" ON "notice"("user_id", "id");

-- CreateIndex
CREATE INDEX "notice_connection_id_idx" ON "notice"("connection_id");

-- CreateIndex
CREATE INDEX "notice_mail_id_idx" ON "notice"("mail_id");

-- CreateIndex
CREATE UNIQUE INDEX "mail_public_id_key" ON "mail"("public_id");

-- CreateIndex
CREATE INDEX "mail_user_id_idx" ON "mail"("user_id");

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_about_id_fkey" FOREIGN KEY ("about_id") REFERENCES "notice"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_mail_id_fkey" FOREIGN KEY ("mail_id") REFERENCES "mail"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_setting" ADD CONSTRAINT "notice_setting_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provider_watch" ADD CONSTRAINT "provider_watch_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "known_device" ADD CONSTRAINT "known_device_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What the schema language cannot say.

-- A person is told once of a marketplace's trouble, whoever notices it and however many of their connections it touches.
CREATE UNIQUE INDEX "notice_open_trouble_key" ON "notice"("user_id", "provider_id") WHERE "kind" = 'trouble' AND "closed_at" IS NULL;

-- Whatever is noticed again and again is told once, until it is over.
CREATE UNIQUE INDEX "notice_open_reconnect_key" ON "notice"("connection_id") WHERE "kind" = 'reconnect' AND "closed_at" IS NULL;
CREATE UNIQUE INDEX "notice_open_ends_soon_key" ON "notice"("connection_id", ("data"->>'days')) WHERE "kind" = 'ends_soon' AND "closed_at" IS NULL;

-- Notices that somebody still has to decide about, and mail that is not settled, are few.
CREATE INDEX "notice_unplanned_idx" ON "notice"("user_id") WHERE "planned_at" IS NULL;
CREATE INDEX "notice_due_idx" ON "notice"("mail_at") WHERE "mail_id" IS NULL AND "mail_at" IS NOT NULL;
CREATE INDEX "notice_unread_idx" ON "notice"("user_id") WHERE "read_at" IS NULL;
CREATE INDEX "mail_waiting_idx" ON "mail"("due_at") WHERE "state" = 'waiting';

-- Every change of a connection writes its line of history in its own transaction, wherever it is made. What of it a
-- person must be told is noted there and then, so that neither exists without the other.
CREATE FUNCTION "note_connection_event"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner BIGINT;
    owner_key TEXT;
    provider TEXT;
    told BIGINT;
BEGIN
    SELECT c.owner_id, u.public_id, c.provider_id INTO owner, owner_key, provider
    FROM connection c JOIN app_user u ON u.id = c.owner_id WHERE c.id = NEW.connection_id;
    IF NEW.type IN ('reconnected', 'disconnected') THEN
        UPDATE notice SET closed_at = now()
        WHERE connection_id = NEW.connection_id AND kind IN ('reconnect', 'ends_soon') AND closed_at IS NULL;
    END IF;
    -- Whoever did it themselves has just seen it.
    IF NEW.type = 'reconnected' AND NEW.actor_id IS DISTINCT FROM owner_key THEN
        SELECT max(id) INTO told FROM notice WHERE connection_id = NEW.connection_id AND kind = 'reconnect';
        IF told IS NOT NULL THEN
            INSERT INTO notice (user_id, kind, connection_id, provider_id, about_id, at)
            VALUES (owner, 'working_again', NEW.connection_id, provider, told, NEW.at);
        END IF;
    ELSIF NEW.type LIKE 'needs\_reconnect.%' THEN
        INSERT INTO notice (user_id, kind, connection_id, provider_id, data, at)
        VALUES (owner, 'reconnect', NEW.connection_id, provider, jsonb_build_object('reason', substr(NEW.type, 17)), NEW.at)
        ON CONFLICT DO NOTHING;
    ELSIF NEW.type = 'connected' THEN
        INSERT INTO notice (user_id, kind, connection_id, provider_id, at) VALUES (owner, 'connected', NEW.connection_id, provider, NEW.at);
    ELSIF NEW.type = 'disconnected' AND NEW.actor_kind = 'admin' THEN
        INSERT INTO notice (user_id, kind, connection_id, provider_id, at) VALUES (owner, 'disconnected', NEW.connection_id, provider, NEW.at);
    ELSIF NEW.type = 'disconnect_given_up' THEN
        INSERT INTO notice (user_id, kind, connection_id, provider_id, at) VALUES (owner, 'not_cancelled', NEW.connection_id, provider, NEW.at);
    ELSIF NEW.type = 'other_person_tried' THEN
        INSERT INTO notice (user_id, kind, connection_id, provider_id, at) VALUES (owner, 'other_person', NEW.connection_id, provider, NEW.at);
    END IF;
    RETURN NULL;
END
$$;

-- A renewal that worked is by far the commonest line, and costs nothing here.
CREATE TRIGGER "note_connection_event" AFTER INSERT ON "connection_event" FOR EACH ROW
WHEN (NEW.type LIKE 'needs\_reconnect.%'
    OR NEW.type IN ('connected', 'reconnected', 'disconnected', 'disconnect_given_up', 'other_person_tried'))
EXECUTE FUNCTION "note_connection_event"();
