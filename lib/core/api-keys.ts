/** What a key allows: to ask how connections stand, or that and to fetch access. */
export const KEY_RIGHTS = ["status", "access"] as const;
export type KeyRight = (typeof KEY_RIGHTS)[number];

/** How long a key may last, in days. There is no key without an end. */
export const KEY_DAYS = [30, 90, 365] as const;
export type KeyDays = (typeof KEY_DAYS)[number];

/** How long the old key works beside the one that took its place. */
export const OVERLAP_SECONDS = 24 * 60 * 60;
/** Keys of one person that work. */
export const MOST_KEYS = 50;
/** Random bytes in a key: 256 bits (`security.md` E13). */
export const KEY_BYTES = 32;

const PREFIX = "hfk_";
const CHECK_LENGTH = 6;
const SHAPE = /^hfk_([A-Za-z0-9_-]{43})([A-Za-z0-9_-]{6})$/;

type Sha256 = (value: string) => string;

/**
 * A key as its owner copies it: a prefix by which a scanner finds one that was published, 256 random bits, and a check
 * by which one that was cut or mistyped is told without asking anybody.
 *
 * @param random 32 bytes in base64url @param sha256 in base64url
 */
export const writeKey = (random: string, sha256: Sha256): string => `${PREFIX}${random}${checkOf(random, sha256)}`;

/** Whether a text has the form of a key; whose it is, or whether it is one at all, is another question. @param text untrusted */
export function looksLikeKey(text: string, sha256: Sha256): boolean {
  const [, random, check] = SHAPE.exec(text) ?? [];
  return random !== undefined && checkOf(random, sha256) === check;
}

const checkOf = (random: string, sha256: Sha256): string => sha256(`${PREFIX}${random}`).slice(0, CHECK_LENGTH);

export type KeyFacts = {
  /** By the database's clock. */
  readonly isOver: boolean;
  readonly revokedAt: Date | null;
  readonly replacedAt: Date | null;
};

/** How a key stands. `replaced`: a new one has its place, and it works for a while yet. */
export type KeyState = "works" | "replaced" | "ended" | "revoked";

export function keyState({ isOver, revokedAt, replacedAt }: KeyFacts): KeyState {
  if (revokedAt !== null) return "revoked";
  if (isOver) return "ended";
  return replacedAt === null ? "works" : "replaced";
}
