import type { Mail } from "../../core/ports/system";
import { readersLanguage } from "../language";
import { translator } from "../texts/translate";
import { mailOf } from "./mail-layout";

/** Shows the first person that mail arrives. In the language of who asks. */
export function setupTestMail(to: string, appOrigin: string): Mail {
  const t = translator();
  const { host } = new URL(appOrigin);
  return mailOf({
    to,
    language: readersLanguage(),
    subject: t("mail.setup_test.subject", { host }),
    paragraphs: [t("mail.setup_test.body", { host })],
  });
}
