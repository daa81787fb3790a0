import type { PageLanguage } from "../../core/language";
import type { NoticeKind } from "../../core/notices/notice";
import type { Mail } from "../../core/ports/system";
import { noticeSentence, noticeValues } from "../notice-words";
import type { NoticeView } from "../notices";
import { oneLine } from "../one-line";
import { routes } from "../routes";
import { hasText, translatorFor } from "../texts/translate";
import { dateWords, fullWords, zoneWords } from "../time-words";
import { type MailParts, mailOf } from "./mail-layout";

/** Who reads it, and where. */
export type MailReader = {
  readonly to: string;
  readonly language: PageLanguage;
  /** IANA name; null: UTC. */
  readonly zone: string | null;
  readonly appOrigin: string;
  readonly now: Date;
  readonly messageId: string;
  /** null: this kind of mail cannot be turned off, because it was asked for. */
  readonly off: MailParts["off"] | null;
};

/** Where each leads: to the one thing its reader may do. */
const LEADS_TO: Readonly<Record<NoticeKind, (id: string) => string>> = {
  reconnect: routes.reconnect,
  asked: routes.reconnect,
  ends_soon: routes.reconnect,
  trouble: () => routes.connections,
  working_again: () => routes.connections,
  connected: () => routes.connections,
  new_device: () => routes.profile,
  other_person: routes.connection,
  disconnected: routes.connection,
  not_cancelled: routes.connection,
  handed_over: routes.connection,
  back: () => routes.connections,
  campaign: () => routes.needsYou,
};

/**
 * The mail about one thing, or about the same thing that befell several connections of a provider at once.
 *
 * @param notices at least one, all of a kind and of a provider
 */
export function noticeMail(first: NoticeView, notices: readonly NoticeView[], reader: MailReader): Mail {
  const t = translatorFor(reader.language);
  const { kind, provider, connection, reason } = first;
  const isMany = notices.length > 1;
  const many = isMany ? notices.length : first.count;
  const full = noticeValues(first, (at) => fullWords(at, reader.zone, reader.language));
  const short = noticeValues(first, (at) => dateWords(at, reader.zone, reader.language));
  const values = { ...full, count: Math.max(0, many - 1) };
  const choose = (key: string, other: boolean): string => (other && hasText(`${key}_more`) ? `${key}_more` : key);
  const paragraphs = [t(bodyOf(first, isMany), values)];
  if (kind === "reconnect") {
    if (!isMany) paragraphs.push(...whyWords(t, reason, provider));
    paragraphs.push(t("mail.reconnect.how"));
  }
  if (kind === "trouble" && first.note !== null) paragraphs.push(t("trouble.note", { note: oneLine(first.note) }));
  if (kind === "trouble") paragraphs.push(t("mail.trouble.touched", { count: first.count }));
  if (kind === "new_device") paragraphs.push(t("mail.new_device.not_you"));
  const path = connection !== null && !isMany ? LEADS_TO[kind](connection.id) : null;
  return mailOf({
    ...parts(reader),
    subject: t(choose(`mail.${kind}.subject`, many > 1), { ...values, date: short["date"] ?? "" }),
    paragraphs,
    list: kind === "trouble" ? first.labels.map(oneLine) : isMany ? notices.map((each) => listed(each, reader)) : [],
    button: {
      text: t(choose(`mail.${kind}.do`, isMany || connection === null), values),
      href: `${reader.appOrigin}${path ?? (kind === "new_device" ? routes.profile : routes.connections)}`,
    },
    small: small(reader, provider, kind === "trouble" ? [t("mail.trouble.later")] : []),
  });
}

/**
 * The mail of a day: each thing in one line, oldest first.
 *
 * @param needed for admins: how many connections will need a person in 30 days; 0: nobody is told
 */
export function digestMail(notices: readonly NoticeView[], reader: MailReader, needed = 0): Mail {
  const t = translatorFor(reader.language);
  const day = (at: Date) => fullWords(at, reader.zone, reader.language);
  const providers = [...new Set(notices.flatMap(({ provider }) => (provider === null ? [] : [provider])))];
  return mailOf({
    ...parts(reader),
    subject: t("mail.digest.subject", { count: notices.length }),
    paragraphs: [t("mail.digest.body"), ...(needed > 0 ? [t("mail.digest.forecast", { count: needed })] : [])],
    list: notices.map((notice) =>
      t("mail.digest.line", { date: day(new Date(notice.at)), what: noticeSentence(t, notice, day) }),
    ),
    button: { text: t("mail.digest.do"), href: `${reader.appOrigin}${routes.connections}` },
    small: small(reader, new Intl.ListFormat(reader.language, { type: "disjunction" }).format(providers) || null, []),
  });
}

/** The mail behind "Send a test mail". */
export function testMail(reader: MailReader): Mail {
  const t = translatorFor(reader.language);
  return mailOf({
    ...parts(reader),
    subject: t("mail.test.subject"),
    paragraphs: [t("mail.test.body", { host: new URL(reader.appOrigin).host })],
    button: { text: t("mail.test.do"), href: `${reader.appOrigin}${routes.notificationSettings}` },
    small: small(reader, null, []),
  });
}

const parts = ({ to, language, messageId, off }: MailReader) => ({ to, language, messageId, ...(off ? { off } : {}) });

function listed({ connection, labels, endsAt }: NoticeView, { zone, language }: MailReader): string {
  const label = oneLine(connection?.label ?? labels[0] ?? "");
  const account = connection?.account ? oneLine(connection.account) : null;
  const what = account === null || account === label ? label : `${label} (${account})`;
  if (endsAt === null) return what;
  return translatorFor(language)("mail.digest.line", { date: dateWords(new Date(endsAt), zone, language), what });
}

function bodyOf({ kind, why, connection }: NoticeView, isMany: boolean): string {
  if (kind === "trouble") return `mail.trouble.body.${why}`;
  if (isMany && hasText(`mail.${kind}.body_more`)) return `mail.${kind}.body_more`;
  return kind === "reconnect" && connection?.account === null ? "mail.reconnect.body_unnamed" : `mail.${kind}.body`;
}

function whyWords(t: ReturnType<typeof translatorFor>, reason: string | null, provider: string | null): readonly string[] {
  const key = `event.needs_reconnect.${reason === "access_ended" ? "no_refresh_token" : reason}`;
  return hasText(key) ? [t(key, { provider: provider ?? "" })] : [];
}

/** The small print: whose password we never ask for, whose clock the times are told by, and why this came. */
function small(
  { language, zone, now, appOrigin }: MailReader,
  provider: string | null,
  more: readonly string[],
): readonly string[] {
  const t = translatorFor(language);
  return [
    ...more,
    ...(provider === null ? [] : [t("mail.never", { provider })]),
    t("mail.zone", { zone: zoneWords(zone, now, language) }),
    t("mail.why", { host: new URL(appOrigin).host }),
  ];
}
