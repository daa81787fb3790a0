import type { AdminConnectionView } from "../../lib/views/admin";
import { routes } from "../../lib/views/routes";
import { translator } from "../../lib/views/texts/translate";
import type { Moment } from "../../lib/views/time-words";
import { Time } from "../ui/time";
import { ClockCells } from "./clock-cells";
import { listAddress } from "./list-address";
import { ProviderName } from "./provider-name";
import { Reason } from "./reason";
import { StateWord } from "./state-word";
import { Cell, HeadCell, Row, Table } from "./table";

type RowProps = { readonly row: AdminConnectionView; readonly moment: Moment };

function ConnectionRow({ row, moment }: RowProps) {
  const t = translator();
  const { connection, owner, reason, failuresInRow } = row;
  const address = owner.email ?? owner.name;
  return (
    <Row>
      <HeadCell>
        <a
          href={routes.admin.connection(connection.id)}
          className="inline-flex min-h-6 items-center text-ink no-underline wrap-anywhere hover:text-ink hover:underline touch:min-h-8 md:min-w-24"
        >
          {connection.label}
        </a>
      </HeadCell>
      <Cell name={t("admin.list.state")}>
        <StateWord state={connection.state} />
      </Cell>
      <Cell name={t("admin.list.reason")} wide>
        {reason === null ? null : <Reason reason={reason} />}
      </Cell>
      <Cell name={t("admin.list.provider")} line>
        <ProviderName provider={connection.provider} />
      </Cell>
      <Cell name={t("admin.list.account")} cut>
        {connection.account}
      </Cell>
      <Cell name={t("admin.list.owner")} cut>
        <a
          href={listAddress({ owner: owner.id })}
          aria-label={t("admin.list.owner_all", { owner: address })}
          className="leading-6 text-muted no-underline hover:underline"
        >
          {address}
        </a>
      </Cell>
      <ClockCells access={connection.access} permission={connection.permission} moment={moment} />
      <Cell name={t("admin.list.last_success")} line>
        <Time at={row.lastSuccessAt} moment={moment} as="day-time" />
      </Cell>
      <Cell name={t("admin.list.failures")} end>
        {failuresInRow === 0 ? null : failuresInRow}
      </Cell>
    </Row>
  );
}

const HEADS = [
  "label",
  "state",
  "reason",
  "provider",
  "account",
  "owner",
  "access",
  "permission",
  "last_success",
  "failures",
] as const;

/** A page of connections, one in a line. */
export function ListTable({ rows, moment }: { readonly rows: readonly AdminConnectionView[]; readonly moment: Moment }) {
  const t = translator();
  const heads = HEADS.map((head) => ({
    name: t(`admin.list.${head}`),
    ...(head === "failures" && { end: true, short: t("admin.list.failures_short") }),
  }));
  return (
    <Table caption={t("admin.list.caption")} heads={heads}>
      {rows.map((row) => (
        <ConnectionRow key={row.connection.id} row={row} moment={moment} />
      ))}
    </Table>
  );
}
