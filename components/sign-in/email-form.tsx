import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button } from "../ui/button";
import { Field, TextInput } from "../ui/field";

type EmailFormProps = { readonly returnTo: string | null; readonly isMain: boolean };

/** Asks for a mailed link. The answer is the same for every address. */
export function EmailForm({ returnTo, isMain }: EmailFormProps) {
  const t = translator();
  return (
    <form method="post" action={routes.api.signIn} className="grid gap-4">
      {returnTo === null ? null : <input type="hidden" name="returnTo" value={returnTo} />}
      <Field id="email" label={t("signin.email")}>
        {(control) => (
          <TextInput
            {...control}
            type="email"
            name="email"
            required
            autoComplete="username webauthn"
            inputMode="email"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
          />
        )}
      </Field>
      <Button variant={isMain ? "main" : "plain"} size="big" wide="always">
        {t("signin.send")}
      </Button>
    </form>
  );
}
