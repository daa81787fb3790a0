import type { Page } from "playwright-core";
import { routes } from "@/lib/views/routes";
import type { TestDatabase } from "./postgres";

/** The emergency stop before, in and after one; and what a seller sees meanwhile. */
export const EMERGENCY_SCREENS = [
  "admin-emergency",
  "admin-emergency-stopped",
  "admin-emergency-after",
  "dashboard-stopped",
  "detail-stopped",
] as const;

type Open = (page: Page) => Promise<void>;
type Here = {
  readonly database: TestDatabase;
  readonly go: (path: string) => Open;
  /** Public id of a connection that works. */
  readonly working: string;
  readonly adminId: string;
};

export function emergencyScreens({
  database,
  go,
  working,
  adminId,
}: Here): Readonly<Record<(typeof EMERGENCY_SCREENS)[number], Open>> {
  /** For as long as a page takes: everybody else's must not be stopped. */
  const during =
    (path: string, more = ""): Open =>
    async (page) => {
      await database.query(
        `insert into emergency (public_id, registration_id, started_by, started_at)
         select 'emg_0123456789abcdefghij', id, '${adminId}', now() - interval '40 minutes' from client_registration where provider_id = 'stubhub' limit 1;
         update client_registration set emergency_at = now() - interval '40 minutes' where provider_id = 'stubhub'; ${more}`,
      );
      try {
        await go(path)(page);
      } finally {
        await database.query(
          "delete from emergency; update client_registration set emergency_at = null, renewals_paused_at = null where provider_id = 'stubhub'",
        );
      }
    };
  return {
    "admin-emergency": go(routes.admin.emergency),
    "admin-emergency-stopped": during(routes.admin.emergency),
    "admin-emergency-after": during(
      routes.admin.emergency,
      `update emergency set ended_at = now() - interval '20 minutes', ended_by = '${adminId}';
       update client_registration set emergency_at = null, renewals_paused_at = null;
       insert into emergency_connection (emergency_id, connection_id, owner_id, ended_at, asked_at)
       select e.id, c.id, c.owner_id, case when c.status in ('REVOKED', 'REVOKING') then now() end, now() from emergency e, connection c where c.id % 2 = 0`,
    ),
    "dashboard-stopped": during(routes.connections),
    "detail-stopped": during(routes.connection(working)),
  };
}
