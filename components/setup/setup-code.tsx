import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Door } from "../sign-in/door";
import { Button } from "../ui/button";
import { Field, TextInput } from "../ui/field";
import { Note } from "../ui/notice";

/** The first run before its code: nothing about this place is told to who does not have it. */
export function SetupCode() {
  const t = translator();
  return (
    <Door title={t("setup.title")} lead={t("setup.lead")}>
      <form method="post" action={routes.api.setupCode} className="mt-6 grid gap-4">
        <Field id="code" label={t("setup.code.title")} help={t("setup.code.help")}>
          {(control) => (
            <TextInput
              {...control}
              name="code"
              required
              autoComplete="one-time-code"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={200}
              dir="ltr"
            />
          )}
        </Field>
        <div>
          <Button variant="main" size="big" wide="phone">
            {t("setup.code.do")}
          </Button>
        </div>
      </form>
      <div className="mt-6">
        <Note>{t("setup.code.lost")}</Note>
      </div>
    </Door>
  );
}
