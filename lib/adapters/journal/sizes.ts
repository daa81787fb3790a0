import { HTTP_LIMITS } from "../http/limits";

/** Room for one entry besides what is sealed: frame, plain facts, members of the reply. Bytes. */
const AROUND = 32 * 1024;

/**
 * The largest entry, in bytes: a whole body in which each byte became a replacement character (three
 * bytes in UTF-8), in base64url.
 */
export const ENTRY_BYTES = Math.ceil((HTTP_LIMITS.bodyBytes * 3 + HTTP_LIMITS.headerBytes) * (4 / 3)) + AROUND;

/** One file. Four replies can be waited for at once before another file is made. */
export const SEGMENT_BYTES = 4 * ENTRY_BYTES;

/** A file that took its first entry so long ago takes no more, so that it can go an hour later. */
export const TAKES_FOR_MS = 30 * 60_000;

/** A database that falls back to a copy, or to a backup of minutes ago, is brought forward from what is kept. */
export const KEPT_FOR_MS = 60 * 60_000;

/** After a failure the next try to write waits so long. */
export const RETRY_MS = 1_000;

/** The owner of a folder says so often that it lives, and is taken for gone when it was silent for so long. */
export const SIGN_OF_LIFE_MS = 15_000;
export const SILENT_MS = 60_000;
