import type { KeyChoicesView } from "../../lib/views/api-keys";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { TypedBack } from "../../lib/views/typed-back";
import { ChoiceField } from "../profile/choice-field";
import { Button, LinkButton } from "../ui/button";
import { CheckRow, Field, TextInput } from "../ui/field";
import { Crumb, Page, PageHead } from "../ui/page";
import { Block, Panel } from "../ui/panel";

type MakeKeyProps = KeyChoicesView & {
  /** Of a form that came back. */
  readonly typed: TypedBack;
};

/** What is said at the field that did not fit, by the problem of a form that came back. */
const AT_NAME: Readonly<Record<string, string>> = { name: "api_keys.fault.name", key_name_taken: "err.key_name_taken.body" };

/** A new key: for which tool, with which connections, for what, and how long. */
export function MakeKey({ connections, rights, days, typed: { problem, values } }: MakeKeyProps) {
  const t = translator();
  const atName = AT_NAME[problem ?? ""];
  const may = rights.find((right) => right === values["may"]) ?? "access";
  const chosen = values["connection"]?.split(" ") ?? [];
  const isSome = values["which"] === "some";
  const fault = problem === "connections" || problem === "which" ? t(`api_keys.fault.${problem}`) : undefined;
  return (
    <Page width="text">
      <Crumb href={routes.apiKeys}>{t("api_keys.title")}</Crumb>
      <PageHead title={t("api_keys.make")} lead={t("api_keys.make_lead")} />
      <form method="post" action={routes.api.makeApiKey} className="mt-8 grid gap-5">
        <Field id="name" label={t("api_keys.name")} help={t("api_keys.name_help")} error={atName && t(atName)}>
          {(control) => (
            <TextInput {...control} name="name" required maxLength={60} defaultValue={values["name"]} autoComplete="off" />
          )}
        </Field>
        <Block group title={t("api_keys.what_may")}>
          <Panel>
            {rights.map((right) => (
              <CheckRow key={right} one name="may" value={right} defaultChecked={right === may} required>
                <span className="block font-medium">{t(`api_keys.may.${right}`)}</span>
                <span className="block text-sm text-muted">{t(`api_keys.may.${right}_about`)}</span>
              </CheckRow>
            ))}
          </Panel>
        </Block>
        <Block group title={t("api_keys.which")} help={t("api_keys.which_help")}>
          <Panel>
            <CheckRow one name="which" value="all" defaultChecked={!isSome} required>
              {t("api_keys.all")}
            </CheckRow>
            {connections.length === 0 ? null : (
              <CheckRow one name="which" value="some" defaultChecked={isSome} required>
                {t("api_keys.some")}
              </CheckRow>
            )}
          </Panel>
          {connections.length === 0 ? null : (
            <div className="mt-3 ps-4 md:ps-6">
              <Panel>
                {connections.map(({ id, label, provider }) => (
                  <CheckRow
                    key={id}
                    name="connection"
                    value={id}
                    defaultChecked={chosen.includes(id)}
                    aside={<span className="text-muted">{provider}</span>}
                  >
                    <bdi>{label}</bdi>
                  </CheckRow>
                ))}
              </Panel>
            </div>
          )}
          {fault === undefined ? null : (
            <p role="alert" className="mt-2 text-sm font-medium text-stop">
              {fault}
            </p>
          )}
        </Block>
        <div className="mt-3">
          <ChoiceField
            name="days"
            legend={t("api_keys.days")}
            help={t("api_keys.days_help")}
            choices={days.map((each) => ({ value: String(each), words: t("api_keys.days_choice", { days: each }) }))}
            chosen={values["days"] ?? "90"}
          />
        </div>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button variant="main" size="big" wide="phone">
            {t("api_keys.make_do")}
          </Button>
          <LinkButton href={routes.apiKeys} size="big" wide="phone">
            {t("api_keys.back")}
          </LinkButton>
        </div>
      </form>
    </Page>
  );
}
