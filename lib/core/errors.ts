/** Who has to act before the operation can succeed (`ux.md` 3.3 names the same four). */
export type WhoActs = "seller" | "admin" | "provider" | "us";

type Entry = {
  /** The status a route handler or the machine API answers with. */
  readonly status: number;
  readonly whoActs: WhoActs;
  /** Key of the text catalogue; `<key>.title` and `<key>.body` both exist. */
  readonly text: `err.${string}`;
};

/**
 * Every failure that a seller or an API caller can meet, once.
 *
 * A code without a status, an actor and a text is a type error. Texts never quote what a provider
 * sent: `error_description` can come from a crafted callback address.
 */
export const FAILURES = {
  // Ends of an authorization attempt
  denied: { status: 403, whoActs: "seller", text: "err.denied" },
  expired: { status: 400, whoActs: "seller", text: "err.expired" },
  used: { status: 400, whoActs: "seller", text: "err.used" },
  mismatch: { status: 400, whoActs: "seller", text: "err.mismatch" },
  session: { status: 401, whoActs: "seller", text: "err.session" },
  sign_in_again: { status: 401, whoActs: "seller", text: "err.sign_in_again" },
  wrong_account: { status: 409, whoActs: "seller", text: "err.wrong_account" },
  duplicate: { status: 200, whoActs: "seller", text: "err.duplicate" },
  other_owner: { status: 409, whoActs: "admin", text: "err.other_owner" },
  provider_down: { status: 503, whoActs: "provider", text: "err.provider_down" },
  setup: { status: 502, whoActs: "admin", text: "err.setup" },
  code_expired: { status: 400, whoActs: "seller", text: "err.code_expired" },
  off: { status: 409, whoActs: "admin", text: "err.off" },
  limit: { status: 429, whoActs: "seller", text: "err.limit" },
  too_many_starts: { status: 429, whoActs: "seller", text: "err.too_many_starts" },
  unreadable: { status: 502, whoActs: "provider", text: "err.unreadable" },
  unknown: { status: 500, whoActs: "us", text: "err.unknown" },
  // Connections
  not_found: { status: 404, whoActs: "seller", text: "err.not_found" },
  not_usable: { status: 409, whoActs: "seller", text: "err.not_usable" },
  changed_meanwhile: { status: 409, whoActs: "seller", text: "err.changed_meanwhile" },
  label_invalid: { status: 400, whoActs: "seller", text: "err.label_invalid" },
  value_invalid: { status: 400, whoActs: "seller", text: "err.value_invalid" },
  label_taken: { status: 409, whoActs: "seller", text: "err.label_taken" },
  too_soon: { status: 429, whoActs: "seller", text: "err.too_soon" },
  refresh_failed: { status: 503, whoActs: "provider", text: "err.refresh_failed" },
  resting: { status: 503, whoActs: "provider", text: "err.resting" },
  stopped: { status: 409, whoActs: "admin", text: "err.stopped" },
  provider_paused: { status: 409, whoActs: "admin", text: "err.provider_paused" },
  in_trouble: { status: 503, whoActs: "provider", text: "err.in_trouble" },
  set_up_refused: { status: 503, whoActs: "admin", text: "err.set_up_refused" },
  reconnect_needed: { status: 409, whoActs: "seller", text: "err.reconnect_needed" },
  key_unavailable: { status: 503, whoActs: "us", text: "err.key_unavailable" },
  // An account
  last_admin: { status: 409, whoActs: "seller", text: "err.last_admin" },
  /** A role that may look at something and not change it. */
  not_allowed: { status: 403, whoActs: "admin", text: "err.not_allowed" },
  /** Keys of the ring */
  keys_from_outside: { status: 409, whoActs: "admin", text: "err.keys_from_outside" },
  key_not_everywhere: { status: 409, whoActs: "admin", text: "err.key_not_everywhere" },
  key_name_differs: { status: 400, whoActs: "admin", text: "err.key_name_differs" },
  key_seals: { status: 409, whoActs: "admin", text: "err.key_seals" },
  key_in_use: { status: 409, whoActs: "admin", text: "err.key_in_use" },
  key_on_disk: { status: 409, whoActs: "admin", text: "err.key_on_disk" },
  email_differs: { status: 400, whoActs: "seller", text: "err.email_differs" },
  // Keys of tools
  key_name_taken: { status: 409, whoActs: "seller", text: "err.key_name_taken" },
  too_many_keys: { status: 409, whoActs: "seller", text: "err.too_many_keys" },
  key_invalid: { status: 401, whoActs: "seller", text: "err.key_invalid" },
  key_may_not: { status: 403, whoActs: "seller", text: "err.key_may_not" },
  // The door
  form_invalid: { status: 400, whoActs: "seller", text: "err.form_invalid" },
  cross_site: { status: 403, whoActs: "seller", text: "err.cross_site" },
  too_many: { status: 429, whoActs: "seller", text: "err.too_many" },
} as const satisfies Record<string, Entry>;

export type FailureCode = keyof typeof FAILURES;

/** A failure as data. `reference` is the short code an admin can search for; `cause` is for logs only and holds no secret. */
export type Failure<C extends FailureCode = FailureCode> = {
  readonly code: C;
  readonly reference?: string;
  readonly cause?: string;
  /** The name of the form field that it is about. */
  readonly field?: string;
};

export const failure = <const C extends FailureCode>(code: C, cause?: string): Failure<C> =>
  cause === undefined ? { code } : { code, cause };
