import { OFFERED } from "../../lib/views/language";
import type { ViewerView } from "../../lib/views/person";
import { translator } from "../../lib/views/texts/translate";
import { Field, Select } from "../ui/field";

/** The language, each under the name that its readers know. Empty: as the browser asks. */
export function LanguageField({ language }: Pick<ViewerView, "language">) {
  const t = translator();
  return (
    <Field id="language" label={t("profile.language")} help={t("profile.language_help")}>
      {(control) => (
        <Select {...control} name="language" defaultValue={language ?? ""}>
          <option value="">{t("profile.language_none")}</option>
          {OFFERED.map(({ language: tag, name }) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
