import type { NotificationSettingsView } from "../../lib/views/notices";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { SettingsNav } from "../settings/nav";
import { Button } from "../ui/button";
import { Page, PageHead } from "../ui/page";
import { Panel } from "../ui/panel";
import { NoticeMatrix } from "./notice-matrix";
import { TestMail } from "./test-mail";
import { WhenField } from "./when-field";

type NotificationSettingsProps = { readonly settings: NotificationSettingsView; readonly now: Date };

/** What a person wants to be told, and how: saved together. */
export function NotificationSettings({ settings, now }: NotificationSettingsProps) {
  const t = translator();
  const { topics, digest, email, zone, trial } = settings;
  return (
    <Page width="text">
      <SettingsNav at="notifications" />
      <PageHead
        title={t("notifications.title")}
        lead={email === null ? t("notifications.no_address") : t("notifications.lead", { email })}
      />
      <div className="mt-6">
        <Panel>
          <form method="post" action={routes.api.notificationSettings}>
            <NoticeMatrix topics={topics} />
            <div className="grid gap-6 border-t border-line p-5 md:px-6">
              <WhenField digest={digest} zone={zone} now={now} />
              <div className="border-t border-line pt-5">
                <Button variant="main" size="big" wide="phone">
                  {t("notifications.save")}
                </Button>
              </div>
            </div>
          </form>
        </Panel>
        {email === null ? null : <TestMail trial={trial} />}
      </div>
    </Page>
  );
}
