import type { EndingView } from "../../../lib/views/forecast";
import { routes } from "../../../lib/views/routes";
import { translator } from "../../../lib/views/texts/translate";
import type { Moment } from "../../../lib/views/time-words";
import { Time } from "../../ui/time";
import { ProviderName } from "../provider-name";
import { Cell, HeadCell, Row, Table } from "../table";

/** Those that end first. */
export function EndingTable({ rows, moment }: { readonly rows: readonly EndingView[]; readonly moment: Moment }) {
  const t = translator();
  const heads = [
    { name: t("admin.forecast.connection") },
    { name: t("admin.forecast.provider") },
    { name: t("admin.forecast.owner") },
    { name: t("admin.forecast.what") },
    { name: t("admin.forecast.ends"), end: true },
  ];
  return (
    <Table caption={t("admin.forecast.soonest")} heads={heads}>
      {rows.map(({ id, label, provider, owner, endsAt, what }) => (
        <Row key={id}>
          <HeadCell>
            <a
              href={routes.admin.connection(id)}
              className="inline-flex min-h-6 items-center wrap-anywhere text-ink no-underline hover:underline touch:min-h-8"
            >
              <bdi>{label}</bdi>
            </a>
          </HeadCell>
          <Cell name={t("admin.forecast.provider")}>
            <ProviderName provider={provider} />
          </Cell>
          <Cell name={t("admin.forecast.owner")} cut>
            {owner.email ?? owner.name}
          </Cell>
          <Cell name={t("admin.forecast.what")} wide>
            {t(`admin.forecast.what_${what}`)}
          </Cell>
          <Cell name={t("admin.forecast.ends")} end>
            <Time at={endsAt} moment={moment} as="both" />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
