import type { MailboxView } from "../../lib/views/person";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { PageTimes } from "../connections/page-times";
import { Tag } from "../ui/badge";
import { LinkButton } from "../ui/button";
import { Empty } from "../ui/empty";
import { Page, PageHead } from "../ui/page";
import { Mail } from "./mail";

/** Trial only: the mail that would have been sent, newest first. */
export function Mailbox({ mailbox, moment }: { readonly mailbox: MailboxView; readonly moment: Moment }) {
  const t = translator();
  const newestFirst = [...mailbox.messages].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <Page width="text">
      <PageHead title={t("mailbox.title")} beside={<Tag>{t("signin.trial.tag")}</Tag>} lead={t("mailbox.lead")} />
      <div className="mt-6">
        {newestFirst.length === 0 ? (
          <Empty title={t("mailbox.empty.title")} body={t("mailbox.empty.body")}>
            <LinkButton href={routes.signIn} variant="main">
              {t("mailbox.empty.do")}
            </LinkButton>
          </Empty>
        ) : (
          <>
            <p className="mb-3 text-sm text-faint">{t("mailbox.count", { count: newestFirst.length })}</p>
            <ul className="grid gap-4">
              {newestFirst.map((mail) => (
                <Mail key={mail.id} mail={mail} moment={moment} />
              ))}
            </ul>
          </>
        )}
      </div>
      <PageTimes moment={moment} href={routes.mailbox} />
    </Page>
  );
}
