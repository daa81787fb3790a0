/** What a person may be told. */
export const NOTICE_KINDS = [
  "reconnect",
  "asked",
  "ends_soon",
  "trouble",
  "working_again",
  "connected",
  "new_device",
  "other_person",
  "disconnected",
  "not_cancelled",
  "handed_over",
  "back",
  "campaign",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What a person decides about, one by one (`ux.md` 2.10). */
export const NOTICE_TOPICS = ["reconnect", "ends_soon", "trouble", "working_again", "connected", "new_device", "ended"] as const;
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];

/** null: it was asked for once, by a button, so it comes whatever else was decided. */
export const TOPIC_OF: Readonly<Record<NoticeKind, NoticeTopic | null>> = {
  reconnect: "reconnect",
  asked: "reconnect",
  ends_soon: "ends_soon",
  trouble: "trouble",
  working_again: "working_again",
  connected: "connected",
  new_device: "new_device",
  other_person: "new_device",
  disconnected: "ended",
  not_cancelled: "ended",
  // Somebody else decided it, and they can act on it from now on.
  handed_over: null,
  back: null,
  // Nothing works until they act, and no other mail says so.
  campaign: null,
};

/** Never fully off: selling stops until somebody acts. */
export const ALWAYS_IN_APP = "reconnect" satisfies NoticeTopic;

/** How a person wants to be told. */
export type NoticeChoice = {
  /** Mail once a day, at nine in the morning where they are, instead of at once. */
  readonly digest: boolean;
  readonly noMail: readonly NoticeTopic[];
  readonly noApp: readonly NoticeTopic[];
};

/** Who connects an account sees it happen, so no mail says so. */
export const FIRST_CHOICE: NoticeChoice = { digest: false, noMail: ["connected"], noApp: [] };

/** How early the end of a permission is told, in days. */
export const ENDS_SOON_DAYS = [7, 3, 1] as const;
/** Trouble shorter than this is told to nobody. */
export const TROUBLE_TOLD_MS = 2 * 3_600_000;
/** How long somebody waits for a marketplace before we stop watching it for them. */
export const WATCH_DAYS = 7;
/** One mail for each connection and change of state within so long. */
export const ONE_MAIL_MS = 24 * 3_600_000;

/** @param value untrusted */
export const isTopic = (value: string): value is NoticeTopic => NOTICE_TOPICS.some((topic) => topic === value);

/** @param value of the database */
export const isKind = (value: string): value is NoticeKind => NOTICE_KINDS.some((kind) => kind === value);
