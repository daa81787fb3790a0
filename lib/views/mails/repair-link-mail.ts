import type { PageLanguage } from "../../core/language";
import type { Mail } from "../../core/ports/system";
import { routes } from "../routes";
import { translatorFor } from "../texts/translate";
import { mailOf } from "./mail-layout";

export type RepairLinkMail = {
  readonly to: string;
  readonly language: PageLanguage;
  readonly label: string;
  readonly provider: string;
  readonly appOrigin: string;
  /** What the link opens with. */
  readonly code: string;
};

/** The mail with a link that repairs one connection; its seller can give it on to whoever has the sign-in. */
export function repairLinkMail({ to, language, label, provider, appOrigin, code }: RepairLinkMail): Mail {
  const t = translatorFor(language);
  const named = { label, provider };
  return mailOf({
    to,
    language,
    subject: t("mail.repair_link.subject", named),
    paragraphs: [t("mail.repair_link.body", named), t("mail.repair_link.give_on", named)],
    button: { text: t("mail.repair_link.do", named), href: `${appOrigin}${routes.repair(code)}` },
    small: [t("mail.repair_link.works"), t("mail.never", named)],
  });
}
