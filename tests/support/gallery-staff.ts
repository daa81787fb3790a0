import type { Page } from "playwright-core";
import { routes } from "@/lib/views/routes";
import type { TestDatabase } from "./postgres";

/** People as admins see them, and the log of what was done. */
export const STAFF_SCREENS = [
  "admin-people",
  "admin-people-none",
  "admin-person",
  "admin-deactivate",
  "admin-invite",
  "admin-roles",
  "admin-audit",
  "admin-audit-changed",
  "admin-audit-entry",
] as const;

type Open = (page: Page) => Promise<void>;

/** People of every role and standing, and acts of every result. */
async function plantStaff(database: TestDatabase, admin: string, seller: string): Promise<string> {
  await database.query(
    `insert into app_user (public_id, name, email, role, disabled_at, invited_until, created_at)
     select 'usr_staff' || lpad(n::text, 15, '0'), (array['Mia Long', 'Noah Ali', 'Lea Sanders', 'Yuki Tanaka'])[n % 4 + 1],
       'person' || n || '@shop.test', (array['seller', 'owner', 'viewer', 'admin'])[n % 4 + 1]::"Role",
       case when n % 5 = 4 then now() end, case when n % 6 = 5 then now() + interval '3 days' end, now() - interval '40 days'
     from generate_series(1, 12) n`,
  );
  await database.query(
    `insert into audit_event (at, actor_kind, actor_id, action, object, result, came_from, data, reference) values
      (now() - interval '9 minutes', 'admin', $1, 'role_changed', $2, 'done', '203.0.113.0/24', '{"from": "seller", "to": "viewer"}', null),
      (now() - interval '8 minutes', 'admin', $1, 'person_deactivated', $2, 'denied', '203.0.113.0/24', '{"code": "not_allowed"}', null),
      (now() - interval '7 minutes', 'holdfast', null, 'connection_attempt', null, 'failed', null, '{}', 'K7-4QX'),
      (now() - interval '6 minutes', 'admin', $1, 'audit_exported', null, 'done', 'local', '{"rows": 412, "format": "csv"}', null)`,
    [admin, seller],
  );
  const [entry] = await database.query("select max(id)::text as id from audit_event where action = 'role_changed'");
  return String(entry?.["id"]);
}

/** @param admin public id of who looks at them @param seller of somebody whom they may manage */
export async function staffScreens(known: {
  readonly database: TestDatabase;
  readonly admin: string;
  readonly seller: string;
  readonly go: (path: string) => Open;
}): Promise<Readonly<Record<(typeof STAFF_SCREENS)[number], Open>>> {
  const { database, admin, seller, go } = known;
  const entry = await plantStaff(database, admin, seller);
  const found = (bad: number | null) =>
    database.query(
      `insert into audit_check (id, seen_from, seen_to, complete_to, bad_seq, bad_why) values (1, 0, 1200, now() - interval '2 hours', $1::bigint, 'changed')
       on conflict (id) do update set checked_at = now(), bad_seq = $1::bigint`,
      [bad],
    );
  await found(null);
  return {
    "admin-people": go(routes.admin.people),
    "admin-people-none": go(`${routes.admin.people}?q=nobody&role=owner`),
    "admin-person": go(routes.admin.person(seller)),
    "admin-deactivate": go(routes.admin.deactivate(seller)),
    "admin-invite": go(routes.admin.invite),
    "admin-roles": go(routes.admin.roles),
    "admin-audit": go(routes.admin.audit),
    "admin-audit-changed": async (page) => {
      await found(812);
      await go(routes.admin.audit)(page);
      await found(null);
    },
    "admin-audit-entry": go(routes.admin.auditEvent(entry)),
  };
}
