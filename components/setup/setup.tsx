import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { SetupView } from "../../lib/views/ways-in";
import { Button } from "../ui/button";
import { Field, TextInput } from "../ui/field";
import { Page, PageHead } from "../ui/page";
import { Panel } from "../ui/panel";
import { CheckItem } from "./check-item";
import { SetupCode } from "./setup-code";
import { Step } from "./step";

type Unlocked = NonNullable<SetupView["unlocked"]>;

function Person({ name, email }: Pick<Unlocked, "name" | "email">) {
  const t = translator();
  return (
    <div className="grid gap-4">
      <Field id="name" label={t("setup.you.name")}>
        {(control) => (
          <TextInput {...control} name="name" defaultValue={name} required maxLength={80} autoComplete="name" dir="auto" />
        )}
      </Field>
      <Field id="email" label={t("setup.you.email")} help={t("setup.you.email_help")}>
        {(control) => (
          <TextInput
            {...control}
            type="email"
            name="email"
            defaultValue={email}
            required
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
          />
        )}
      </Field>
    </div>
  );
}

function Checks({ checks }: Pick<Unlocked, "checks">) {
  const t = translator();
  return (
    <ul>
      {checks.map((check) => (
        <CheckItem key={check.name} check={check}>
          {check.name === "email" ? (
            <Button formAction={routes.api.setupMail} formNoValidate wide="phone">
              {t("setup.mail.do")}
            </Button>
          ) : null}
        </CheckItem>
      ))}
    </ul>
  );
}

/** The first run: one page, and at its end there is an admin. */
export function Setup({ unlocked, appOrigin }: SetupView) {
  const t = translator();
  if (unlocked === null) return <SetupCode />;
  const { name, email, checks } = unlocked;
  return (
    <Page width="text">
      <PageHead title={t("setup.title")} lead={t("setup.lead")} />
      <form method="post" action={routes.api.setupFinish} className="mt-6">
        {/* Enter in a field presses the first button of a form, which must be this one. */}
        <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only">
          {t("setup.do")}
        </button>
        <Panel as="ol" label={t("setup.steps")}>
          <Step number={1} title={t("setup.code.title")} done>
            <p className="text-muted">{t("setup.code.done")}</p>
          </Step>
          <Step number={2} title={t("setup.you.title")}>
            <Person name={name} email={email} />
          </Step>
          <Step number={3} title={t("setup.address.title")}>
            <Field id="address" label={t("setup.address.label")} help={t("setup.address.help")}>
              {(control) => <TextInput {...control} value={appOrigin} readOnly dir="ltr" />}
            </Field>
          </Step>
          <Step number={4} title={t("setup.checks.title")}>
            <Checks checks={checks} />
          </Step>
        </Panel>
        <div className="mt-6">
          <Button variant="main" size="big" wide="phone">
            {t("setup.do")}
          </Button>
        </div>
      </form>
    </Page>
  );
}
