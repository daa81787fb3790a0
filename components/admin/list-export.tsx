import type { AdminQuery } from "../../lib/views/admin-query";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Icon } from "../ui/icon";
import { Menu, MenuButton } from "../ui/menu";
import { AskedFields } from "./asked-fields";

/** All that match as a file. Spreadsheets of one maker need a mark at its beginning. */
export function ListExport({ asked }: { readonly asked: AdminQuery }) {
  const t = translator();
  const trigger = (
    <>
      <Icon name="download" />
      {t("admin.list.export")}
      <Icon name="down" />
    </>
  );
  return (
    <Menu label={t("admin.list.export")} trigger={trigger} framed>
      <form method="post" action={routes.api.adminExport}>
        <AskedFields asked={asked} />
        <MenuButton>{t("admin.list.export_any")}</MenuButton>
        <MenuButton name="bom" value="1">
          {t("admin.list.export_excel")}
        </MenuButton>
      </form>
    </Menu>
  );
}
