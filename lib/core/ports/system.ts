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

export type LogFields = Readonly<Record<string, unknown>>;

/** Structured log. Values that look like secrets are masked before they are written. */
export type Logger = {
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
};

export type Mail = { readonly to: string; readonly subject: string; readonly text: string; readonly html: string };

/** Sends one mail. Throws when it could not be handed over. */
export type Mailer = { readonly send: (mail: Mail) => Promise<void> };
