import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Section } from "../ui/panel";

/** Whether mail arrives is best known before it matters. @param trial it arrives on a page of ours */
export function TestMail({ trial }: { readonly trial: boolean }) {
  const t = translator();
  return (
    <Section title={t("notifications.test.title")}>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="min-w-0 flex-[1_1_16rem] text-muted">
          {t("notifications.test.body")}
          {trial ? (
            <>
              {" "}
              <a href={routes.mailbox}>{t("notifications.test.mailbox")}</a>
            </>
          ) : null}
        </p>
        <form method="post" action={routes.api.testMail} className="max-md:w-full">
          <Button wide="phone">
            <Icon name="mail" />
            {t("notifications.test.do")}
          </Button>
        </form>
      </div>
    </Section>
  );
}
