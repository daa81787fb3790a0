import type { Page } from "playwright-core";
import { routes } from "@/lib/views/routes";
import type { TestDatabase } from "./postgres";
import { press, see } from "./steps";
import { until } from "./test-engine";

/** Screens of what a person is told. */
export const NOTICE_SCREENS: readonly string[] = [
  ...["notifications", "notifications-empty", "notification-settings", "notification-settings-saved"],
  ...["less-mail", "less-mail-done", "less-mail-unknown"],
];

type Here = {
  readonly database: TestDatabase;
  readonly go: (path: string) => (page: Page) => Promise<void>;
  /** Who is told; `connection` is theirs. */
  readonly userId: string;
  readonly connection: string;
};

/** One of each kind, as they would have been told in the last days, oldest first. */
const TOLD = [
  ["5 days", "connected", "{}", "read"],
  ["3 days", "ends_soon", '{"days": 7, "endsAt": "2026-12-01T10:00:00Z"}', "over"],
  ["26 hours", "trouble", '{"since": "2026-11-21T08:00:00Z", "why": "provider", "count": 4}', "over"],
  ["20 hours", "working_again", '{"count": 4}', "read"],
  ["9 hours", "new_device", '{"device": "Firefox on Linux"}', "new"],
  ["3 hours", "other_person", "{}", "new"],
  ["12 minutes", "reconnect", '{"reason": "invalid_grant"}', "new"],
] as const;

/** Plants notices, waits for a mail with its link, and knows the way to each page. */
export async function noticeScreens({
  database,
  go,
  userId,
  connection,
}: Here): Promise<Readonly<Record<string, (page: Page) => Promise<void>>>> {
  await database.query(
    "insert into connection_event (connection_id, type, actor_kind) select id, 'needs_reconnect.invalid_grant', 'provider' from connection where public_id = $1",
    [connection],
  );
  let link = "";
  await until(async () => {
    const [mail] = await database.query("select text from mailbox_message where text like '%/less-mail?for=%' limit 1");
    link = /\/less-mail\?for=\S+/.exec(String(mail?.["text"] ?? ""))?.[0] ?? "";
    return link !== "";
  });
  await database.query("delete from notice where user_id = (select id from app_user where public_id = $1)", [userId]);
  for (const [ago, kind, data, how] of TOLD)
    await database.query(
      `insert into notice (user_id, kind, provider_id, connection_id, data, at, planned_at, read_at, closed_at)
       select u.id, $2, 'stubhub', case when $2 not in ('trouble', 'working_again', 'new_device') then c.id end, $3::jsonb, now() - $4::interval, now(),
         case when $5 <> 'new' then now() end, case when $5 = 'over' then now() end
       from app_user u, connection c where u.public_id = $1 and c.public_id = $6`,
      [userId, kind, data, ago, how, connection],
    );
  return {
    notifications: go(routes.notifications()),
    "notifications-empty": go(routes.notifications()),
    "notification-settings": go(routes.notificationSettings),
    "notification-settings-saved": async (page) => {
      await go(routes.notificationSettings)(page);
      await press(page, "Save notifications");
      await see(page, "status");
    },
    "less-mail": go(link),
    "less-mail-done": go(`${link}&done=yes`),
    "less-mail-unknown": go(routes.lessMail("nobody.knows")),
  };
}
