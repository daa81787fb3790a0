import type { Mail } from "../../core/ports/system";
import type { Role } from "../../core/roles";
import { translatorFor } from "../texts/translate";
import { mailOf } from "./mail-layout";

export type InviteMail = {
  readonly to: string;
  /** The page with the two buttons; opening it uses nothing up. */
  readonly link: string;
  readonly role: Role;
  /** null: whoever runs this deployment. */
  readonly invitedBy: string | null;
  /** A day in words, such as "27 Nov". */
  readonly day: string;
};

/** The mail with an invitation. What language its reader reads is not known yet. */
export function inviteMail({ to, link, role, invitedBy, day }: InviteMail): Mail {
  const language = "en";
  const t = translatorFor(language);
  const { host } = new URL(link);
  const who = invitedBy === null ? t("invite.by_house", { host, role }) : t("invite.by", { name: invitedBy, host, role });
  return mailOf({
    to,
    language,
    subject: t("mail.invite.subject", { host }),
    paragraphs: [who],
    button: { text: t("mail.invite.do"), href: link },
    small: [t("mail.invite.works", { day }), t("mail.invite.ignore")],
  });
}
