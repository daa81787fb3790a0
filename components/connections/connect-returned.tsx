import type { ConnectPageView } from "../../lib/views/flow";
import { translator } from "../../lib/views/texts/translate";
import { Strip } from "../ui/notice";

/** Why the form came back, first on the page: its field may be far below. */
export function ConnectReturned({ view }: { readonly view: ConnectPageView }) {
  const { returned, reconnect } = view;
  if (!returned) return null;
  const t = translator();
  const inField = returned.problem !== "too_many_starts" && !reconnect;
  return (
    <div role="alert" className="mb-6">
      <Strip tone="warn" icon="triangle">
        <b>{t(`err.${returned.problem}.title`)}.</b> {t(`err.${returned.problem}.body`)}{" "}
        {inField ? <a href="#label">{t("connect.go_to_label")}</a> : null}
      </Strip>
    </div>
  );
}
