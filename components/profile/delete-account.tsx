import type { DeleteAccountView } from "../../lib/views/person";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button, LinkButton } from "../ui/button";
import { Field, TextInput } from "../ui/field";
import { Note } from "../ui/notice";
import { Crumb, Page, PageHead } from "../ui/page";
import { Block, Panel } from "../ui/panel";
import { DeletedConnection } from "./deleted-connection";

const FACTS = ["disconnect", "forget", "audit", "there"] as const;

type DeleteAccountProps = {
  readonly view: DeleteAccountView;
  /** Where somebody proves once more that it is them. */
  readonly signIn: string;
};

function Connections({ connections }: Pick<DeleteAccountView, "connections">) {
  const t = translator();
  const live = connections.filter(({ receipt }) => receipt === null);
  const ended = connections.filter(({ receipt }) => receipt !== null);
  return [
    { title: "delete.live", rows: live },
    { title: "delete.ended", rows: ended },
  ].map(({ title, rows }) =>
    rows.length === 0 ? null : (
      <Block key={title} title={t(title)}>
        <Panel as="ul">
          {rows.map((connection) => (
            <DeletedConnection key={connection.id} connection={connection} />
          ))}
        </Panel>
      </Block>
    ),
  );
}

/** The page between the wish to leave and the deed: what ends, how each connection ended, and the last question. */
export function DeleteAccount({ view, signIn }: DeleteAccountProps) {
  const t = translator();
  const { connections, obstacle, email } = view;
  const step = connections.some(({ receipt }) => receipt === null) ? "disconnect" : "delete";
  return (
    <Page width="text">
      <Crumb href={routes.profile}>{t("profile.title")}</Crumb>
      <PageHead title={t("delete.title")} lead={t("delete.lead")} />
      <Block title={t("delete.what")}>
        <ul className="grid list-disc gap-1.5 ps-5 text-pretty marker:text-faint">
          {FACTS.map((fact) => (
            <li key={fact}>{t(`delete.fact.${fact}`)}</li>
          ))}
        </ul>
        <p className="mt-3">
          <a href={routes.api.exportMine} download className="inline-flex items-center touch:min-h-11">
            {t("delete.export_first")}
          </a>
        </p>
      </Block>
      <Connections connections={connections} />
      <div className="mt-8 border-t border-line pt-6">
        {obstacle === "last_admin" ? <Note icon="shield">{t("err.last_admin.body")}</Note> : null}
        {obstacle === "sign_in_again" ? (
          <>
            <Note icon="shield">{t("delete.sign_in")}</Note>
            <div className="mt-4 flex flex-wrap gap-2">
              <LinkButton href={signIn} variant="main" size="big" wide="phone">
                {t("delete.sign_in_do")}
              </LinkButton>
              <LinkButton href={routes.profile} size="big" wide="phone">
                {t("delete.keep")}
              </LinkButton>
            </div>
          </>
        ) : null}
        {obstacle === null ? (
          <form method="post" action={routes.api.deleteMine}>
            <input type="hidden" name="step" value={step} />
            <Field id="email" label={t("delete.email")} help={t("delete.email_help", { email: email ?? "" })}>
              {(control) => (
                <TextInput {...control} name="email" type="email" required autoComplete="off" spellCheck={false} dir="ltr" />
              )}
            </Field>
            <div className="mt-5 flex flex-wrap gap-2">
              <Button variant="end" size="big" wide="phone">
                {t(step === "delete" ? "delete.do" : "delete.disconnect", {
                  count: connections.filter(({ receipt }) => receipt === null).length,
                })}
              </Button>
              <LinkButton href={routes.profile} size="big" wide="phone">
                {t("delete.keep")}
              </LinkButton>
            </div>
          </form>
        ) : null}
      </div>
    </Page>
  );
}
