import { ALWAYS_IN_APP, NOTICE_TOPICS, type NoticeChoice, type NoticeKind, type NoticeTopic } from "../core/notices/notice";

/** Something a person is told. Instants are ISO 8601. */
export type NoticeView = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly at: string;
  /** It is not so any more. */
  readonly isOver: boolean;
  readonly isRead: boolean;
  /** As it is called; null: it is about none. */
  readonly provider: string | null;
  readonly connection: { readonly id: string; readonly label: string; readonly account: string | null } | null;
  readonly reason: string | null;
  readonly endsAt: string | null;
  readonly since: string | null;
  /** Who can end the trouble; `team`: an admin says that there is some. */
  readonly why: "provider" | "setup" | "team";
  /** What they say about it, in their own words; null: nothing. */
  readonly note: string | null;
  /** How many connections it touches, and how the first of them are called. */
  readonly count: number;
  readonly labels: readonly string[];
  readonly device: string;
  /** What they are asked to bring back after an emergency; its mail has a link to each that is `linked`. */
  readonly emergency: string | null;
  readonly items: readonly NoticeItemView[];
};

export type NoticeItemView = {
  readonly id: string;
  readonly label: string;
  readonly provider: string;
  readonly account: string | null;
  readonly linked: boolean;
};

/** What a person was told, newest first. */
export type NoticesView = {
  readonly notices: readonly NoticeView[];
  readonly unread: number;
  /** From which on older ones are shown; null: there are none. */
  readonly older: string | null;
};

/** What a link in a mail turns off. */
export type LessMailView = {
  /** As it came, to be sent back. */
  readonly signed: string;
  /** A `NoticeTopic`, or `all`. */
  readonly topic: string;
  readonly isDone: boolean;
};

/** One thing that may be told, and how it is. */
export type TopicView = {
  readonly topic: NoticeTopic;
  readonly app: boolean;
  readonly mail: boolean;
  /** The list in the app always has it. */
  readonly isFixed: boolean;
};

/** Every topic in the order of the page. */
export const topicsOf = ({ noApp, noMail }: NoticeChoice): readonly TopicView[] =>
  NOTICE_TOPICS.map((topic) => {
    const isFixed = topic === ALWAYS_IN_APP;
    return { topic, app: isFixed || !noApp.includes(topic), mail: !noMail.includes(topic), isFixed };
  });

export type NotificationSettingsView = {
  /** Where mail goes; null: there is no address. */
  readonly email: string | null;
  readonly topics: readonly TopicView[];
  /** One mail a day instead of each at once. */
  readonly digest: boolean;
  readonly zone: string | null;
  /** Mail goes to a page and nowhere else. */
  readonly trial: boolean;
};
