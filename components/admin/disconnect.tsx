import type { AdminDetailView } from "../../lib/views/admin";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { Button, Buttons, LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { Mark } from "../ui/mark";
import { Note } from "../ui/notice";
import { Crumb, Page, PageHead } from "../ui/page";

/** Between the wish to end somebody's connection and the deed: whose it is, what stops, and that they read who did it. */
export function AdminDisconnect({ view }: { readonly view: AdminDetailView }) {
  const t = translator();
  const { connection, owner, acts } = view;
  const { id, label, provider, account } = connection;
  const back = routes.admin.connection(id);
  const mayEnd = acts.includes("disconnect");
  return (
    <Page width="text">
      <Crumb href={back}>{label}</Crumb>
      <PageHead
        title={t("disconnect.title", { label })}
        mark={<Mark monogram={provider.monogram} tone={provider.tone} size="large" />}
        lead={
          <span className="wrap-anywhere">{[provider.name, account, owner.email ?? owner.name].filter(Boolean).join(" · ")}</span>
        }
      />
      {mayEnd ? (
        <>
          <p className="mt-6 text-lg text-pretty">{t("admin.disconnect.body", { provider: provider.name })}</p>
          <div className="mt-4">
            <Note icon="user">{t("admin.disconnect.seller", { owner: owner.email ?? owner.name })}</Note>
          </div>
          <form method="post" action={routes.api.adminAct(id, "disconnect")} className="mt-8 border-t border-line pt-6">
            <Buttons>
              <Button variant="end" size="big" wide="phone">
                <Icon name="unplug" />
                {t("disconnect.yes", { label })}
              </Button>
              <LinkButton href={back} size="big" wide="phone">
                {t("disconnect.no")}
              </LinkButton>
            </Buttons>
          </form>
        </>
      ) : (
        <>
          <p className="mt-6 text-lg text-pretty">{t("admin.disconnect.cannot")}</p>
          <div className="mt-6">
            <LinkButton href={back} wide="phone">
              {t("disconnect.back", { label })}
            </LinkButton>
          </div>
        </>
      )}
    </Page>
  );
}
