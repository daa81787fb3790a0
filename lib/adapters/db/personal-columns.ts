/** Rows of one table that are about a person. */
export type PersonalTable = {
  /** What the rows are called in the file. */
  readonly name: string;
  readonly table: string;
  /** SQL that is true for the rows of the person with the id `$1`; the table is `t`. */
  readonly whose: string;
  readonly columns: readonly string[];
  /** Kept back: what opens something or is a digest of it, and numbers that mean nothing outside. */
  readonly inside: readonly string[];
};

const THEIR_CONNECTION = "t.connection_id IN (SELECT id FROM connection WHERE owner_id = $1)";
const THEIRS = "t.user_id = $1";
const PUBLIC_ID = "(SELECT public_id FROM app_user WHERE id = $1)";

/**
 * Every table that holds something about a person, column by column. A test holds it against the database: a column
 * that is in neither list fails it, so that somebody decides.
 */
export const PERSONAL_TABLES: readonly PersonalTable[] = [
  {
    name: "person",
    table: "app_user",
    whose: "t.id = $1",
    columns: [
      "public_id",
      "name",
      "email",
      "email_verified_at",
      "role",
      "time_zone",
      "language",
      "theme",
      "density",
      "is_demo",
      "disabled_at",
      "invited_until",
      "invited_by",
      "forgotten_at",
      "created_at",
    ],
    inside: ["id", "invitation_hash"],
  },
  {
    name: "sessions",
    table: "session",
    whose: THEIRS,
    columns: ["public_id", "user_agent", "created_at", "last_seen_at", "expires_at"],
    inside: ["id", "user_id", "token_hash"],
  },
  {
    name: "signInServices",
    table: "sign_in_account",
    whose: THEIRS,
    columns: ["issuer", "subject", "created_at"],
    inside: ["id", "user_id"],
  },
  {
    name: "openSignInLinks",
    table: "verification",
    whose: "t.identifier = (SELECT email FROM app_user WHERE id = $1)",
    columns: ["identifier", "expires_at", "used_at"],
    inside: ["token_hash"],
  },
  {
    name: "knownDevices",
    table: "known_device",
    whose: THEIRS,
    columns: ["device", "seen_at"],
    inside: ["user_id"],
  },
  {
    name: "connections",
    table: "connection",
    whose: "t.owner_id = $1",
    columns: [
      "public_id",
      "provider_id",
      "environment_id",
      "is_test",
      "label",
      "account_issuer",
      "account_key",
      "account_name",
      "status",
      "reauth_reason",
      "revocation_result",
      "revocation_proven",
      "revocation_why",
      "revocation_at",
      "revocation_reference",
      "scope_wanted",
      "scope_granted",
      "scope_reported",
      "connected_at",
      "paused_at",
      "broken_since",
      "disconnected_at",
      "access_until",
      "ending_tries",
      "ending_next_at",
      "ending_try_until",
      "check_after",
      "muted_at",
      "proven_at",
      "created_at",
      "updated_at",
    ],
    inside: ["id", "bucket", "owner_id", "registration_id", "definition_digest"],
  },
  {
    name: "access",
    table: "credential",
    whose: THEIR_CONNECTION,
    columns: [
      "generation",
      "has_refresh",
      "obtained_at",
      "access_expires_at",
      "access_end_known",
      "refresh_expires_at",
      "refresh_after",
      "failures_in_row",
      "refusals",
      "last_failure_class",
      "last_failure_code",
      "last_failed_at",
      "last_refreshed_at",
      "last_refresh_ms",
    ],
    inside: ["connection_id", "registration_id", "sealed", "key_id", "refresh_fingerprint", "lease_id", "lease_until"],
  },
  {
    name: "startedConnections",
    table: "authorization_attempt",
    whose: THEIRS,
    columns: [
      "public_id",
      "provider_id",
      "environment_id",
      "issuer",
      "label",
      "scope",
      "reference",
      "created_at",
      "expires_at",
      "consumed_at",
      "finished_at",
      "outcome",
      "result",
    ],
    inside: [
      "id",
      "user_id",
      "session_id",
      "repair_link_id",
      "registration_id",
      "connection_id",
      "state_hash",
      "browser_hash",
      "sealed",
    ],
  },
  {
    name: "repairLinks",
    table: "repair_link",
    whose: THEIR_CONNECTION,
    columns: ["public_id", "created_at", "expires_at", "used_at", "taken_back_at"],
    inside: ["id", "connection_id", "code_hash"],
  },
  {
    name: "renewals",
    table: "refresh_attempt",
    whose: THEIR_CONNECTION,
    columns: [
      "generation",
      "trigger",
      "state",
      "tries",
      "error_class",
      "reply_class",
      "error_code",
      "error_text",
      "http_status",
      "duration_ms",
      "reference",
      "started_at",
      "finished_at",
    ],
    inside: ["id", "connection_id", "registration_id", "lease_id", "fingerprint"],
  },
  {
    name: "activity",
    table: "connection_event",
    whose: THEIR_CONNECTION,
    columns: ["at", "actor_kind", "actor_id", "type", "data", "reference"],
    inside: ["id", "connection_id"],
  },
  {
    name: "diagnoses",
    table: "diagnosis",
    whose: THEIR_CONNECTION,
    columns: ["began_at", "report"],
    inside: ["connection_id"],
  },
  {
    name: "notices",
    table: "notice",
    whose: THEIRS,
    columns: ["kind", "provider_id", "data", "at", "closed_at", "planned_at", "in_app", "read_at", "mail_at", "in_digest"],
    inside: ["id", "user_id", "connection_id", "about_id", "mail_id"],
  },
  {
    name: "mails",
    table: "mail",
    whose: THEIRS,
    columns: ["public_id", "kind", "state", "created_at", "due_at", "tries", "settled_at"],
    inside: ["id", "user_id", "lease_id", "lease_until"],
  },
  {
    name: "noticeSettings",
    table: "notice_setting",
    whose: THEIRS,
    columns: ["digest", "no_mail", "no_app"],
    inside: ["user_id"],
  },
  {
    name: "watchedMarketplaces",
    table: "provider_watch",
    whose: THEIRS,
    columns: ["provider_id", "created_at"],
    inside: ["user_id"],
  },
  {
    name: "trialMails",
    table: "mailbox_message",
    whose: "t.recipient = (SELECT email FROM app_user WHERE id = $1)",
    columns: ["public_id", "recipient", "subject", "created_at"],
    // Its text can hold a link that signs somebody in.
    inside: ["id", "text", "message_id"],
  },
  {
    name: "audit",
    table: "audit_event",
    whose: `t.actor_id = ${PUBLIC_ID} OR t.object = ${PUBLIC_ID}`,
    columns: ["at", "actor_kind", "actor_id", "action", "object", "result", "reference", "data"],
    inside: ["id"],
  },
];

/** Tables that hold nothing about a person, or only what says nothing of them: keys of counters are digests. */
export const IMPERSONAL_TABLES: readonly string[] = [
  "client_registration",
  "deployment",
  "engine_process",
  "incident",
  "throttle",
];
