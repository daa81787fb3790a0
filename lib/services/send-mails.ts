import { forecastOf, forecastUntil } from "../core/forecast/forecast";
import { GIVE_UP_MS, MAIL_LEASE_MS, retryInMs } from "../core/notices/mail-policy";
import { NOTICE_TOPICS, TOPIC_OF } from "../core/notices/notice";
import type { MailToSend } from "../core/ports/notices";
import type { Mail } from "../core/ports/system";
import { seesAdminPages } from "../core/roles";
import { campaignMail } from "../views/mails/campaign-mail";
import { digestMail, type MailReader, noticeMail, testMail } from "../views/mails/notice-mail";
import { routes } from "../views/routes";
import type { Dependencies } from "./dependencies";
import { campaignCode } from "./emergency/campaign-code";
import { presentNotice } from "./present-notice";

const AT_ONCE = 5;
export const OFF_PURPOSE = "less-mail";

type Deps = Pick<
  Dependencies,
  | "noticeQueue"
  | "mailer"
  | "signer"
  | "digest"
  | "appOrigin"
  | "clock"
  | "randomness"
  | "definitions"
  | "logger"
  | "stopping"
  | "forecast"
>;

/**
 * Hands over the mails that are due, a few side by side. One that cannot be handed over is tried again for 24 hours,
 * with the same Message-ID, so that a repeat after a lost answer can be told.
 *
 * @returns how many were handed over
 */
export async function sendMails(deps: Deps): Promise<number> {
  let sent = 0;
  while (!deps.stopping()) {
    const mails = await deps.noticeQueue.take(AT_ONCE, deps.randomness.token(18), MAIL_LEASE_MS);
    if (mails.length === 0) break;
    const handed = await Promise.all(mails.map((mail) => handOver(deps, mail)));
    sent += handed.filter(Boolean).length;
  }
  return sent;
}

async function handOver(deps: Deps, mail: MailToSend): Promise<boolean> {
  const words = wordsOf(deps, mail, await neededOf(deps, mail));
  if (words === null) {
    await deps.noticeQueue.settle(mail, "moot");
    return false;
  }
  try {
    await deps.mailer.send(words);
  } catch (error) {
    const isLast = mail.ageMs >= GIVE_UP_MS;
    deps.logger[isLast ? "error" : "warn"](isLast ? "a mail was given up" : "a mail could not be handed over", {
      mail: mail.id,
      error,
    });
    await (isLast ? deps.noticeQueue.settle(mail, "given_up") : deps.noticeQueue.postpone(mail, retryInMs(mail.tries)));
    return false;
  }
  await deps.noticeQueue.settle(mail, "sent");
  return true;
}

/** What an admin's digest says beyond their own connections: how many will need a person. */
async function neededOf({ forecast, clock }: Deps, { kind, person }: MailToSend): Promise<number> {
  if (kind !== "digest" || !seesAdminPages(person.role)) return 0;
  const now = clock.now();
  return forecastOf(await forecast.buckets(forecastUntil(now)), now).total;
}

/** Its words as they are true now. null: nobody is there to read it, or nothing of it is so any more. */
function wordsOf(deps: Deps, { id, kind, person, notices }: MailToSend, needed: number): Mail | null {
  const to = person.email;
  if (to === null || person.disabledAt !== null) return null;
  const host = new URL(deps.appOrigin).hostname;
  const open = notices.filter(({ closedAt }) => closedAt === null).map((notice) => presentNotice(deps, notice));
  const [first] = open;
  const topic = kind === "digest" ? "all" : first && TOPIC_OF[first.kind];
  const reader: MailReader = {
    to,
    language: person.language ?? "en",
    zone: person.timeZone,
    appOrigin: deps.appOrigin,
    now: deps.clock.now(),
    messageId: `${id}@${host}`,
    off: topic ? offOf(deps, person.id, topic) : null,
  };
  if (kind === "test") return testMail(reader);
  if (!first) return null;
  if (first.kind === "campaign")
    return campaignMail(first, reader, (connection) => campaignCode(deps, first.emergency ?? "", connection));
  return kind === "digest" ? digestMail(open, reader, needed) : noticeMail(first, open, reader);
}

function offOf({ signer, appOrigin }: Deps, personId: string, topic: string): NonNullable<MailReader["off"]> {
  const signed = signer.sign(OFF_PURPOSE, `${personId} ${topic}`);
  return { post: `${appOrigin}${routes.api.lessMailOneClick(signed)}`, page: `${appOrigin}${routes.lessMail(signed)}` };
}

/** Whose mail about what a link turns off. null: it is none of ours. @param signed untrusted */
export function readOff(
  { signer }: Pick<Dependencies, "signer">,
  signed: string,
): { readonly personId: string; readonly topics: readonly (typeof NOTICE_TOPICS)[number][]; readonly topic: string } | null {
  const [personId, topic, ...rest] = signer.open(OFF_PURPOSE, signed)?.split(" ") ?? [];
  if (!personId || !topic || rest.length > 0) return null;
  const topics = NOTICE_TOPICS.filter((known) => topic === "all" || known === topic);
  return topics.length === 0 ? null : { personId, topics, topic };
}
