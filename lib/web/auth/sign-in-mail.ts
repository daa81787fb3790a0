import type { Mail } from "../../core/ports/system";
import { translator } from "../../views/texts/translate";

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * The mail with a sign-in link.
 *
 * @param link address of our own page with a button; opening it alone signs nobody in
 */
export function signInMail(to: string, link: string): Mail {
  const t = translator();
  const host = new URL(link).host;
  const lines = [t("mail.sign_in.body", { host }), t("mail.sign_in.works"), t("mail.sign_in.ignore")];
  const [first = "", ...rest] = lines;
  const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;
  return {
    to,
    subject: t("mail.sign_in.subject", { host }),
    text: [first, link, ...rest].join("\n\n"),
    html: [
      paragraph(first),
      `<p><a href="${escaped(link)}">${escaped(t("mail.sign_in.do"))}</a></p>`,
      ...rest.map(paragraph),
    ].join("\n"),
  };
}
