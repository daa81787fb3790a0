import type { ViewerView } from "../../lib/views/person";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button } from "../ui/button";
import { Field, TextInput } from "../ui/field";
import { Panel } from "../ui/panel";
import { ChoiceField } from "./choice-field";
import { LanguageField } from "./language-field";
import { ZoneField } from "./zone-field";

const THEMES = ["system", "light", "dark"] as const satisfies readonly ViewerView["theme"][];
const DENSITIES = ["normal", "compact"] as const satisfies readonly ViewerView["density"][];

/** Name, language, time zone and looks, saved together. The address is shown, not asked. */
export function ProfileForm({ viewer }: { readonly viewer: ViewerView }) {
  const t = translator();
  return (
    <Panel room="padded">
      <form method="post" action={routes.api.profile} className="grid gap-6">
        <Field id="name" label={t("profile.name")} help={t("profile.name_help")}>
          {(control) => (
            <TextInput
              {...control}
              name="name"
              defaultValue={viewer.name}
              required
              maxLength={80}
              autoComplete="name"
              dir="auto"
            />
          )}
        </Field>
        <div>
          <p className="mb-1 text-md font-semibold tracking-snug">{t("profile.email")}</p>
          <p className="text-md wrap-anywhere">{viewer.email ?? t("profile.email_none")}</p>
          <p className="mt-1 text-sm text-muted">{t("profile.email_help")}</p>
        </div>
        <LanguageField language={viewer.language} />
        <ZoneField zone={viewer.zoneIsChosen ? viewer.timeZone : null} />
        <ChoiceField
          name="theme"
          legend={t("profile.theme.title")}
          choices={THEMES.map((value) => ({ value, words: t(`profile.theme.${value}`) }))}
          chosen={viewer.theme}
        />
        <ChoiceField
          name="density"
          legend={t("profile.density.title")}
          help={t("profile.density.help")}
          choices={DENSITIES.map((value) => ({ value, words: t(`profile.density.${value}`) }))}
          chosen={viewer.density}
        />
        <ChoiceField
          name="singleKeys"
          legend={t("profile.keys.title")}
          help={t("profile.keys.help")}
          choices={["on", "off"].map((value) => ({ value, words: t(`profile.keys.${value}`) }))}
          chosen={viewer.singleKeys ? "on" : "off"}
        />
        <div className="border-t border-line pt-5">
          <Button variant="main" size="big" wide="phone">
            {t("profile.save")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
