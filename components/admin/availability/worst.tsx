import type { WorstConnectionView, WorstSellerView } from "../../../lib/views/availability";
import { numberWords } from "../../../lib/views/number-words";
import { routes } from "../../../lib/views/routes";
import { translator } from "../../../lib/views/texts/translate";
import { listAddress } from "../list-address";
import { ProviderName } from "../provider-name";
import { Cell, HeadCell, Row, Table } from "../table";
import { DownTime } from "./down-time";
import { Share } from "./share";

const LINK = "inline-flex min-h-6 items-center wrap-anywhere text-ink no-underline hover:underline touch:min-h-8";

/** For which access was missing the longest. */
export function WorstConnections({ rows }: { readonly rows: readonly WorstConnectionView[] }) {
  const t = translator();
  const heads = [
    { name: t("admin.availability.connection") },
    { name: t("admin.availability.provider") },
    { name: t("admin.availability.usable"), end: true },
    { name: t("admin.availability.missing"), end: true },
  ];
  return (
    <Table caption={t("admin.availability.worst_connections")} heads={heads}>
      {rows.map(({ id, label, provider, share, downMinutes }) => (
        <Row key={id}>
          <HeadCell>
            <a href={routes.admin.connection(id)} className={LINK}>
              <bdi>{label}</bdi>
            </a>
          </HeadCell>
          <Cell name={t("admin.availability.provider")}>
            <ProviderName provider={provider} />
          </Cell>
          <Missing share={share} downMinutes={downMinutes} />
        </Row>
      ))}
    </Table>
  );
}

/** Whose connections could be used least, all of theirs together. */
export function WorstSellers({ rows }: { readonly rows: readonly WorstSellerView[] }) {
  const t = translator();
  const heads = [
    { name: t("admin.availability.seller") },
    { name: t("admin.availability.live"), end: true },
    { name: t("admin.availability.usable"), end: true },
    { name: t("admin.availability.missing"), end: true },
  ];
  return (
    <Table caption={t("admin.availability.worst_sellers")} heads={heads}>
      {rows.map(({ id, name, email, live, share, downMinutes }) => (
        <Row key={id}>
          <HeadCell>
            <a href={listAddress({ owner: id })} className={LINK}>
              <bdi>{email ?? name}</bdi>
            </a>
          </HeadCell>
          <Cell name={t("admin.availability.live")} end>
            {numberWords(live)}
          </Cell>
          <Missing share={share} downMinutes={downMinutes} />
        </Row>
      ))}
    </Table>
  );
}

function Missing({ share, downMinutes }: Pick<WorstSellerView, "share" | "downMinutes">) {
  const t = translator();
  return (
    <>
      <Cell name={t("admin.availability.usable")} end>
        <Share share={share} />
      </Cell>
      <Cell name={t("admin.availability.missing")} end>
        <DownTime minutes={downMinutes} />
      </Cell>
    </>
  );
}
