import type { DisconnectView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Button, LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { Mark } from "../ui/mark";
import { Crumb, Page, PageHead } from "../ui/page";
import { DisconnectAtProvider } from "./disconnect-at-provider";
import { DisconnectFacts } from "./disconnect-facts";
import { DisconnectOthers } from "./disconnect-others";

type DisconnectConfirmProps = { readonly connection: DisconnectView; readonly moment: Moment };

/** The page between the wish to disconnect and the deed: what stops, what stays, and what we cannot do. */
export function DisconnectConfirm({ connection, moment }: DisconnectConfirmProps) {
  const t = translator();
  const { id, label, account, provider, state, revocation } = connection;
  const back = routes.connection(id);
  const names = { account: account ?? label, provider: provider.name };
  const mark = <Mark monogram={provider.monogram} tone={provider.tone} size="large" />;

  if (state === "disconnected") {
    return (
      <Page width="text">
        <Crumb href={back}>{label}</Crumb>
        <PageHead title={t("disconnect.already", { label })} lead={t("disconnect.already_body", names)} mark={mark} />
        <div className="mt-6">
          <LinkButton href={back} wide="phone">
            {t("disconnect.back", { label })}
          </LinkButton>
        </div>
      </Page>
    );
  }

  return (
    <Page width="text">
      <Crumb href={back}>{label}</Crumb>
      <PageHead
        title={t("disconnect.title", { label })}
        mark={mark}
        lead={
          <>
            {provider.name}
            {account === null ? null : ` · ${account}`}
          </>
        }
      />
      <p className="mt-6 text-lg text-pretty wrap-anywhere">
        {t(revocation.canCancel ? "disconnect.body" : "disconnect.body_no_way", names)}
      </p>
      <DisconnectFacts connection={connection} />
      <DisconnectAtProvider connection={connection} moment={moment} />
      <DisconnectOthers provider={provider.name} labels={connection.alsoEnd} />
      <form method="post" action={routes.api.disconnect(id)} className="mt-8 border-t border-line pt-6">
        <p className="mb-4 text-muted">{t("disconnect.not_undone", names)}</p>
        <div className="flex flex-wrap gap-2">
          <Button variant="end" size="big" wide="phone">
            <Icon name="unplug" />
            {t("disconnect.yes", { label })}
          </Button>
          <LinkButton href={back} size="big" wide="phone">
            {t("disconnect.no")}
          </LinkButton>
        </div>
      </form>
    </Page>
  );
}
