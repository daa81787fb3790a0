import type { ConnectPageView } from "../../lib/views/flow";
import { translator } from "../../lib/views/texts/translate";
import { Strip } from "../ui/notice";
import { connectFieldId } from "./connect-fields";

/** Why the form came back, first on the page: its field may be far below. */
export function ConnectReturned({ view }: { readonly view: ConnectPageView }) {
  const { returned, reconnect, fields } = view;
  if (!returned || returned.problem === "preset") return null;
  const t = translator();
  if (returned.problem === "sign_in_again") {
    return (
      <div role="status" className="mb-6">
        <Strip tone="good" icon="check">
          {t("connect.signed_in_again")}
        </Strip>
      </div>
    );
  }
  const field = returned.problem === "value_invalid" ? fields.find(({ name }) => name === returned.field) : undefined;
  const ofLabel = !reconnect && (returned.problem === "label_invalid" || returned.problem === "label_taken");
  return (
    <div role="alert" className="mb-6">
      <Strip tone="warn" icon="triangle">
        <b>{t(`err.${returned.problem}.title`)}.</b> {t(`err.${returned.problem}.body`)}{" "}
        {ofLabel ? <a href="#label">{t("connect.go_to_label")}</a> : null}
        {field ? <a href={`#${connectFieldId(field.name)}`}>{t("connect.go_to_field")}</a> : null}
      </Strip>
    </div>
  );
}
