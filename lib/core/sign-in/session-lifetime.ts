import type { Role } from "../roles";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

type Lifetime = {
  /** Over after so long, whatever happens in it. */
  readonly absoluteMs: number;
  /** Over after so long without a page. */
  readonly idleMs: number;
  /** A page is written down as use no more often than this, so that reading hardly ever writes. */
  readonly noteMs: number;
};

const OF_ADMINS: Lifetime = { absoluteMs: 8 * HOUR_MS, idleMs: 30 * MINUTE_MS, noteMs: 5 * MINUTE_MS };

/** How long a session lasts (`security.md` E6; ASVS 5.0 7.3.1, 7.3.2). */
const LIFETIMES: Readonly<Record<Role, Lifetime>> = {
  seller: { absoluteMs: 30 * DAY_MS, idleMs: 12 * HOUR_MS, noteMs: 30 * MINUTE_MS },
  viewer: OF_ADMINS,
  admin: OF_ADMINS,
  owner: OF_ADMINS,
};

type Times = { readonly role: Role; readonly createdAt: Date; readonly lastSeenAt: Date };

/** When a session that begins now is over at the latest. */
export const sessionEnd = (role: Times["role"], now: Date): Date => new Date(now.getTime() + LIFETIMES[role].absoluteMs);

/** Whether a session is over, by the rules of the role that its person has now. */
export function isOver({ role, createdAt, lastSeenAt }: Times, now: Date): boolean {
  const { absoluteMs, idleMs } = LIFETIMES[role];
  return now.getTime() - createdAt.getTime() >= absoluteMs || now.getTime() - lastSeenAt.getTime() >= idleMs;
}

/** A look at a page is written down where the last use is older than this, for the session not to end while somebody uses it. */
export const noteUseAfter = (role: Times["role"], now: Date): Date => new Date(now.getTime() - LIFETIMES[role].noteMs);
