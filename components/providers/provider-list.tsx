import type { ProviderListView, ProviderRowView } from "../../lib/views/providers";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import { ProviderName } from "../admin/provider-name";
import { AdminSection } from "../admin/section";
import { HealthWord } from "../admin/state-word";
import { Cell, HeadCell, Row, Table } from "../admin/table";
import { Tag } from "../ui/badge";
import { LinkButton } from "../ui/button";
import { Page, PageHead } from "../ui/page";

function ProviderRow({ row }: { readonly row: ProviderRowView }) {
  const t = translator();
  const { provider, clients, taking, paused } = row;
  return (
    <Row>
      <HeadCell>
        <a
          href={routes.admin.provider(provider.id)}
          className="inline-flex min-h-6 items-center gap-2 text-ink no-underline hover:underline touch:min-h-11"
        >
          <ProviderName provider={provider} />
          {row.isCustom ? <Tag>{t("admin.provider.own")}</Tag> : null}
        </a>
      </HeadCell>
      <Cell name={t("admin.providers.state")}>
        <HealthWord health={row.health} />
      </Cell>
      <Cell name={t("admin.provider.live")} end>
        {row.live === 0 ? null : t("admin.number", { count: row.live })}
      </Cell>
      <Cell name={t("admin.provider.clients")} wide>
        {clients === 0 ? null : (
          <>
            {t("admin.provider.clients_are", { count: clients, taking })}
            {paused > 0 ? (
              <span className="tone-idle text-tone"> · {t("admin.provider.clients_paused", { count: paused })}</span>
            ) : null}
          </>
        )}
      </Cell>
      <Cell name={t("admin.provider.callback")} wide>
        <span dir="ltr" className="font-mono text-xs wrap-anywhere text-muted">
          {row.callback}
        </span>
      </Cell>
    </Row>
  );
}

/** Every marketplace with how it stands, how many clients we have there, and the address that it sends sellers back to. */
export function ProviderList({ view }: { readonly view: ProviderListView }) {
  const t = translator();
  const heads = [
    { name: t("admin.providers.provider") },
    { name: t("admin.providers.state") },
    { name: t("admin.provider.live"), end: true },
    { name: t("admin.provider.clients") },
    { name: t("admin.provider.callback") },
  ];
  return (
    <Page width="admin">
      <PageHead
        title={t("admin.provider.list")}
        action={
          view.canManage ? (
            <LinkButton href={routes.admin.newProvider} wide="phone">
              {t("admin.provider.new")}
            </LinkButton>
          ) : null
        }
      />
      <AdminSection id="providers" title={t("admin.provider.all")} lead={t("admin.provider.list_lead")}>
        <Table caption={t("admin.provider.caption")} heads={heads}>
          {view.rows.map((row) => (
            <ProviderRow key={row.provider.id} row={row} />
          ))}
        </Table>
      </AdminSection>
    </Page>
  );
}
