import type { AdminQuery } from "../../lib/views/admin-query";
import { translator } from "../../lib/views/texts/translate";
import { listAddress } from "./list-address";

const SIDE =
  "inline-flex min-h-8 items-center px-3 text-sm font-medium text-muted no-underline hover:text-ink aria-[current]:rounded-md aria-[current]:bg-surface aria-[current]:text-ink aria-[current]:shadow-xs touch:min-h-10.5";

/** In which times the list speaks: the reader's, or UTC. The page stays the same. */
export function ZoneSwitch({ asked }: { readonly asked: AdminQuery }) {
  const t = translator();
  const isUtc = asked.tz === "utc";
  return (
    <nav aria-label={t("admin.list.zone")} data-edge="" className="inline-flex rounded-md border border-line bg-sunken p-px">
      <a href={listAddress({ ...asked, tz: "" })} aria-current={isUtc ? undefined : "true"} className={SIDE}>
        {t("admin.list.zone_local")}
      </a>
      <a href={listAddress({ ...asked, tz: "utc" })} aria-current={isUtc ? "true" : undefined} className={SIDE}>
        {t("admin.list.zone_utc")}
      </a>
    </nav>
  );
}
