import type { ConnectPageView } from "../../lib/views/flow";
import { translator } from "../../lib/views/texts/translate";
import { Field, TextInput } from "../ui/field";

/** What the seller calls this account. A form that came back says why, and keeps what was typed. */
export function ConnectLabel({ view }: { readonly view: ConnectPageView }) {
  const t = translator();
  const { returned, suggestedLabel } = view;
  const problem = returned?.problem === "label_invalid" || returned?.problem === "label_taken" ? returned.problem : null;
  return (
    <Field id="label" label={t("connect.label")} help={t("connect.label_help")} error={problem ? t(`err.${problem}.body`) : null}>
      {(control) => (
        <TextInput
          {...control}
          {...(problem ? { autoFocus: true } : {})}
          name="label"
          defaultValue={returned?.label ?? suggestedLabel}
          required
          maxLength={60}
          autoComplete="off"
          dir="auto"
        />
      )}
    </Field>
  );
}
