import type { LessMailView } from "../../lib/views/notices";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button, LinkButton } from "../ui/button";
import { Result } from "../ui/result";

/** Asks before it turns a kind of mail off, and says when it did. Opening the page alone does nothing. */
export function LessMail({ view }: { readonly view: LessMailView }) {
  const t = translator();
  const { signed, topic, isDone } = view;
  const what = t(topic === "all" ? "less_mail.all" : `notifications.topic.${topic}.title`);
  return (
    <Result
      icon={isDone ? "check" : "mail"}
      tone={isDone ? "good" : "idle"}
      title={t(isDone ? "less_mail.done" : "less_mail.title")}
      body={t(isDone ? "less_mail.done_body" : "less_mail.body", { what })}
    >
      <div className="mt-7 flex flex-wrap gap-2">
        {isDone ? (
          <LinkButton href={routes.notificationSettings} size="big" wide="phone">
            {t("less_mail.settings")}
          </LinkButton>
        ) : (
          <form method="post" action={routes.api.lessMail} className="max-md:w-full">
            <input type="hidden" name="for" value={signed} />
            <Button variant="main" size="big" wide="phone">
              {t("less_mail.do")}
            </Button>
          </form>
        )}
      </div>
    </Result>
  );
}
