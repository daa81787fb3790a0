-- How a reply to a renewal was read. Beside the code, because two replies with one code may have been read differently.
ALTER TABLE "refresh_attempt" ADD COLUMN "reply_class" TEXT;

-- CreateIndex
CREATE INDEX "connection_provider_id_id_idx" ON "connection"("provider_id", "id");



-- What the schema language cannot say.

-- Replies that nobody understood are few, and admins ask for the newest of them.
CREATE INDEX "refresh_attempt_unexplained_idx" ON "refresh_attempt"("started_at") WHERE "reply_class" = 'reply_malformed';
CREATE INDEX "audit_event_unexplained_idx" ON "audit_event"("at")
  WHERE "action" = 'connection_attempt' AND "data"->>'class' = 'reply_malformed';

-- A seller reads a reference out, an admin looks for it.
CREATE INDEX "refresh_attempt_reference_idx" ON "refresh_attempt"("reference") WHERE "error_class" IS NOT NULL;

-- Looking for connections by how something begins, in whatever case it is written.
CREATE INDEX "connection_label_search_idx" ON "connection"(lower("label") text_pattern_ops);
CREATE INDEX "connection_account_search_idx" ON "connection"(lower("account_name") text_pattern_ops);
CREATE INDEX "connection_public_id_search_idx" ON "connection"(lower("public_id") text_pattern_ops);
CREATE INDEX "app_user_email_search_idx" ON "app_user"(lower("email") text_pattern_ops);
