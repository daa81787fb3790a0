/** Wall clock and a clock that never jumps. Leases and due times use the database's clock instead. */
export type Clock = {
  readonly now: () => Date;
  readonly monotonicMs: () => number;
};

/** Cryptographic randomness. */
export type Randomness = {
  /** `bytes` random bytes in base64url, without padding. */
  readonly token: (bytes: number) => string;
  /** A number in [0, 1), for jitter. */
  readonly fraction: () => number;
};

/** One-way digests. */
export type Digest = {
  /** SHA-256 in base64url, for look-ups by a secret that is not stored. */
  readonly sha256: (value: string) => string;
  /** Keyed fingerprint of a token: tells two tokens apart without saying what they are. 16 hex characters. */
  readonly fingerprint: (value: string) => string;
  /** Whether `hex` is the HMAC-SHA-256 (RFC 2104) of `text` under `key`, in lower-case hexadecimal; compared in constant time. */
  readonly isHmacSha256: (hex: string, text: string, key: string) => boolean;
};

/** Text that goes out in a link and comes back: readable, not forgeable, and worthless for any other purpose. */
export type Signer = {
  readonly sign: (purpose: string, text: string) => string;
  /** The text, or null when it was altered or signed for something else. @param signed untrusted */
  readonly open: (purpose: string, signed: string) => string | null;
};

export type LogFields = Readonly<Record<string, unknown>>;

/** Structured log. Values that look like secrets are masked before they are written. */
export type Logger = {
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
};

export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** BCP 47 tag. */
  readonly language?: string;
  /** Without brackets. The same when the same mail is handed over again, so that the repeat can be told (RFC 5322 §3.6.4). */
  readonly messageId?: string;
  /** Where one POST turns this kind of mail off (RFC 2369 §3.2, RFC 8058). */
  readonly unsubscribe?: string;
};

/** Sends one mail. Throws when it could not be handed over. */
export type Mailer = { readonly send: (mail: Mail) => Promise<void> };
