import type { ProviderView } from "../../lib/views/connection";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { LinkButton } from "../ui/button";
import { Icon } from "../ui/icon";
import { Page, PageHead } from "../ui/page";
import { Panel } from "../ui/panel";
import { ProviderLink } from "./provider-link";

/** The first visit: where do you sell? One click leads to the page before a marketplace. */
export function DashboardEmpty({ providers }: { readonly providers: readonly ProviderView[] }) {
  const t = translator();
  return (
    <Page width="text">
      <PageHead title={t("empty.title")} lead={t("empty.body")} />
      <div className="mt-8">
        {providers.length > 0 ? (
          <Panel as="ul" label={t("dashboard.choose_label")}>
            {providers.map((provider) => (
              <ProviderLink key={provider.id} provider={provider} href={routes.connect(provider.id)} />
            ))}
          </Panel>
        ) : (
          <LinkButton href={routes.choose} variant="main" size="big">
            <Icon name="plus" />
            {t("dashboard.connect")}
          </LinkButton>
        )}
      </div>
      <p className="mt-5 text-sm text-faint">
        <a href={`${routes.help}#store`}>{t("foot.store")}</a>
      </p>
    </Page>
  );
}
