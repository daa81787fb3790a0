/** Bounds of every call to a provider (`security.md` B8, B9). Times in milliseconds, sizes in bytes. */
export type HttpLimits = {
  /** Longest deadline a caller can ask for: shorter than a refresh lease, so that a late reply never meets a new holder. */
  readonly deadlineMs: number;
  /** Part of the deadline for name, connection and handshake together. */
  readonly connectMs: number;
  /** Counted after decompression, and once more on the wire. */
  readonly bodyBytes: number;
  readonly headerBytes: number;
};

export const HTTP_LIMITS: HttpLimits = {
  deadlineMs: 10_000,
  connectMs: 3_000,
  bodyBytes: 256 * 1024,
  headerBytes: 16 * 1024,
};
