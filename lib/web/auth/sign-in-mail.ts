import type { PageLanguage } from "../../core/language";
import type { Mail } from "../../core/ports/system";
import { mailOf } from "../../views/mails/mail-layout";
import { translatorFor } from "../../views/texts/translate";

/**
 * The mail with a sign-in link.
 *
 * @param link address of our own page with a button; opening it alone signs nobody in
 */
export function signInMail(to: string, link: string, language: PageLanguage): Mail {
  const t = translatorFor(language);
  const { host } = new URL(link);
  return mailOf({
    to,
    language,
    subject: t("mail.sign_in.subject", { host }),
    paragraphs: [t("mail.sign_in.body", { host })],
    button: { text: t("mail.sign_in.do"), href: link },
    small: [t("mail.sign_in.works"), t("mail.sign_in.ignore")],
  });
}
