import type { Mail } from "../../core/ports/system";
import type { NoticeItemView, NoticeView } from "../notices";
import { oneLine } from "../one-line";
import { routes } from "../routes";
import { translatorFor } from "../texts/translate";
import { mailOf } from "./mail-layout";
import type { MailReader } from "./notice-mail";

/**
 * The one mail after an emergency: everything that its reader is asked to bring back, each with its own link.
 *
 * @param codeOf gives the code of the link to a connection
 */
export function campaignMail(
  { items }: Pick<NoticeView, "items">,
  { to, language, messageId, appOrigin }: MailReader,
  codeOf: (connectionId: string) => string,
): Mail {
  const t = translatorFor(language);
  const line = ({ label, provider, account }: NoticeItemView) =>
    account === null
      ? t("mail.campaign.line", { label: oneLine(label), provider })
      : t("mail.campaign.line_account", { label: oneLine(label), provider, account: oneLine(account) });
  return mailOf({
    to,
    language,
    messageId,
    subject: t("mail.campaign.subject", { count: items.length }),
    paragraphs: [
      t("mail.campaign.body"),
      ...(items.some(({ linked }) => linked) ? [t("mail.campaign.links")] : []),
      ...(items.every(({ linked }) => linked) ? [] : [t("mail.campaign.no_link")]),
    ],
    list: items.map((item) =>
      item.linked ? { text: line(item), href: `${appOrigin}${routes.repair(codeOf(item.id))}` } : line(item),
    ),
    button: { text: t("mail.campaign.do"), href: `${appOrigin}${routes.connections}` },
    small: [...new Set(items.map(({ provider }) => t("mail.never", { provider })))],
  });
}
