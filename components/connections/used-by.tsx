import { translator } from "../../lib/views/texts/translate";
import { PanelSection } from "../ui/panel";

/** Which tools read this connection. There is no way for a tool to ask yet, so none does. */
export function UsedBy() {
  const t = translator();
  return (
    <PanelSection title={t("detail.used_by")}>
      <p className="text-muted">{t("detail.used_by_none")}</p>
    </PanelSection>
  );
}
