import { REAUTH_REASONS } from "./connection";

/**
 * Codes of what can be wrong with a connection that an admin may want to find: why it needs its seller first, then those of
 * RFC 6749 §5.2 and how we read other replies. A provider may have more; they are found by the same filter.
 */
export const REASON_CODES: readonly string[] = [
  ...REAUTH_REASONS,
  "invalid_client",
  "unauthorized_client",
  "invalid_scope",
  "temporarily_unavailable",
  "transient",
  "rate_limited",
  "reply_malformed",
  "config_client",
  "key_unavailable",
  "lease_over",
  "journal_unavailable",
];
