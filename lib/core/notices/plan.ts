import { nextDigestAt } from "./digest-time";
import { GIVE_UP_MS } from "./mail-policy";
import { ALWAYS_IN_APP, type NoticeChoice, type NoticeKind, ONE_MAIL_MS, TOPIC_OF } from "./notice";

/** A notice about which nothing is decided yet. */
export type OpenNotice = {
  readonly kind: NoticeKind;
  readonly at: Date;
  /** It is not so any more. */
  readonly isClosed: boolean;
  /** Its connection, or all that it is about, was put on mute. */
  readonly isMuted: boolean;
  /** The mail about the trouble that this one ends; null: it ends none. `open`: it is just being handed over. */
  readonly toldBy: "none" | "open" | "sent" | null;
  /** When the last mail of this kind about the same thing went or will go out; null: never. */
  readonly lastMailAt: Date | null;
  /** The person asked to be told of the same by a button, and hears of it that way. */
  readonly isAsked: boolean;
};

/** Who is told. */
export type Reader = {
  readonly hasMail: boolean;
  /** IANA name; null: UTC. */
  readonly zone: string | null;
  readonly choice: NoticeChoice;
};

/** How somebody is told. `mailAt` null: not by mail. */
export type Plan = { readonly inApp: boolean; readonly mailAt: Date | null; readonly inDigest: boolean };

/**
 * Decides how a person hears of something (`ux.md` 2.10).
 *
 * "Working again" is mailed only to who was mailed the trouble. Of one kind about one thing there is one mail in 24
 * hours: the next waits, and is dropped when it is not so any more by then.
 *
 * @returns null: it cannot be decided before the mail that is being handed over is
 */
export function planNotice(notice: OpenNotice, reader: Reader, now: Date): Plan | null {
  const { kind, toldBy } = notice;
  const topic = TOPIC_OF[kind];
  const { digest, noMail, noApp } = reader.choice;
  const inApp = topic === null || topic === ALWAYS_IN_APP || !noApp.includes(topic);
  // Nobody was there to tell it while it was news.
  const isOld = now.getTime() - notice.at.getTime() > GIVE_UP_MS;
  const silent: Plan = { inApp, mailAt: null, inDigest: false };
  if (!reader.hasMail || notice.isClosed || notice.isMuted || notice.isAsked || isOld) return silent;
  if (topic !== null && noMail.includes(topic)) return silent;
  if (kind === "working_again" && toldBy === "open") return null;
  if (kind === "working_again" && toldBy !== "sent") return silent;
  const free = notice.lastMailAt === null ? now.getTime() : notice.lastMailAt.getTime() + ONE_MAIL_MS;
  const from = new Date(Math.max(now.getTime(), free));
  const inDigest = digest && topic !== null;
  return { inApp, mailAt: inDigest ? nextDigestAt(from, reader.zone) : from, inDigest };
}
