import type { ActivityQuery } from "../../lib/views/activity-query";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Icon } from "../ui/icon";
import { Menu, MenuLink } from "../ui/menu";
import { activityAddress } from "./activity-address";

/** What is asked for as a file, all pages of it. Spreadsheets of one maker need a mark at its beginning. */
export function ExportMenu({ asked }: { readonly asked: ActivityQuery }) {
  const t = translator();
  const trigger = (
    <>
      <Icon name="download" />
      {t("activity.export")}
      <Icon name="down" />
    </>
  );
  return (
    <Menu label={t("activity.export")} trigger={trigger} framed>
      <MenuLink href={activityAddress(routes.api.exportActivity, asked)}>{t("activity.export_any")}</MenuLink>
      <MenuLink href={activityAddress(routes.api.exportActivity, asked, { bom: "1" })}>{t("activity.export_excel")}</MenuLink>
    </Menu>
  );
}
