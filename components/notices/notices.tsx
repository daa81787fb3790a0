import type { NoticesView } from "../../lib/views/notices";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { PageTimes } from "../connections/page-times";
import { Button, LinkButton } from "../ui/button";
import { Empty } from "../ui/empty";
import { Page, PageHead } from "../ui/page";
import { Panel } from "../ui/panel";
import { NoticeRow } from "./notice-row";

/** What a person was told, newest first. Looking at it changes nothing; a button says that it was read. */
export function Notices({ view, moment }: { readonly view: NoticesView; readonly moment: Moment }) {
  const t = translator();
  const { notices, unread, older } = view;
  const newest = notices[0];
  return (
    <Page width="text">
      <PageHead
        title={t("notices.title")}
        lead={unread > 0 ? t("notices.unread", { count: unread }) : t("notices.lead")}
        action={
          unread > 0 && newest ? (
            <form method="post" action={routes.api.readNotifications}>
              <input type="hidden" name="upTo" value={newest.id} />
              <Button wide="phone">{t("notices.read_all")}</Button>
            </form>
          ) : null
        }
      />
      <div className="mt-6">
        {notices.length === 0 ? (
          <Empty title={t("notices.empty.title")} body={t("notices.empty.body")}>
            <LinkButton href={routes.connections}>{t("notices.empty.do")}</LinkButton>
          </Empty>
        ) : (
          <Panel as="ul">
            {notices.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} moment={moment} />
            ))}
          </Panel>
        )}
      </div>
      <p className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <a href={routes.notificationSettings} className="inline-flex items-center touch:min-h-11">
          {t("notices.settings")}
        </a>
        {older === null ? null : (
          <a href={routes.notifications(older)} className="inline-flex items-center touch:min-h-11">
            {t("notices.older")}
          </a>
        )}
      </p>
      <PageTimes moment={moment} href={routes.notifications()} />
    </Page>
  );
}
