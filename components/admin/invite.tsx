import type { Role } from "../../lib/core/roles";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { TypedBack } from "../../lib/views/typed-back";
import { CopyButton } from "../islands/copy-button";
import { Button, LinkButton } from "../ui/button";
import { CheckRow, Field, TextInput } from "../ui/field";
import { Crumb, Page, PageHead } from "../ui/page";
import { Block, Panel } from "../ui/panel";

type InviteProps = {
  /** Those that the reader may give. */
  readonly roles: readonly Role[];
  /** Of an invitation that was made a moment ago; it is shown this one time. */
  readonly link: string | null;
  /** Of a form that came back. */
  readonly typed: TypedBack;
};

function NewLink({ link }: { readonly link: string }) {
  const t = translator();
  return (
    <div className="mt-6">
      <Panel room="padded">
        <Field id="link" label={t("admin.people.link")} help={t("admin.people.link_help")}>
          {(control) => (
            <span dir="ltr">
              <TextInput {...control} readOnly value={link} spellCheck={false} />
            </span>
          )}
        </Field>
        <div className="mt-4 flex flex-wrap gap-2">
          <CopyButton text={link} words={t("share.copy")} done={t("share.copied")} />
        </div>
      </Panel>
    </div>
  );
}

/** Lets somebody in by their address, with the least that they need. */
export function Invite({ roles, link, typed: { problem, values } }: InviteProps) {
  const t = translator();
  const faultOf = (field: "email" | "name") => (problem === field ? t(`admin.people.fault_${field}`) : undefined);
  const role = roles.find((each) => each === values["role"]) ?? "seller";
  return (
    <Page width="text">
      <Crumb href={routes.admin.people}>{t("admin.people.title")}</Crumb>
      <PageHead title={t("admin.people.invite_title")} lead={t("admin.people.invite_lead")} />
      {link === null ? null : <NewLink link={link} />}
      <form method="post" action={routes.api.invitePerson} className="mt-8 grid gap-5">
        <Field id="email" label={t("admin.people.email")} error={faultOf("email")}>
          {(control) => (
            <TextInput
              {...control}
              name="email"
              type="email"
              required
              defaultValue={values["email"]}
              autoComplete="off"
              spellCheck={false}
              dir="ltr"
            />
          )}
        </Field>
        <Field id="name" label={t("admin.people.name")} help={t("admin.people.name_help")} error={faultOf("name")}>
          {(control) => (
            <TextInput {...control} name="name" required maxLength={80} defaultValue={values["name"]} autoComplete="off" />
          )}
        </Field>
        <Block group title={t("admin.people.role")}>
          <Panel>
            {roles.map((each) => (
              <CheckRow key={each} one name="role" value={each} defaultChecked={each === role} required>
                <span className="block font-medium">{t(`admin.role.${each}`)}</span>
                <span className="block text-sm text-muted">{t(`admin.role.${each}_about`)}</span>
              </CheckRow>
            ))}
          </Panel>
        </Block>
        <div className="flex flex-wrap gap-2">
          <Button variant="main" size="big" wide="phone">
            {t("admin.people.invite_do")}
          </Button>
          <LinkButton href={routes.admin.people} size="big" wide="phone">
            {t("admin.people.back")}
          </LinkButton>
        </div>
      </form>
    </Page>
  );
}
